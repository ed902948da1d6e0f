package io.kpool.operator.agent;

import io.grpc.BindableService;

/**
 * A service with a port of its own, on the loop.
 *
 * @param port 0: a free one
 * @param callsPerConnection that may be open at once
 */
public record Door(int port, int callsPerConnection, BindableService service) {}
