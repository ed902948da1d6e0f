package io.kpool.worker;

import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;

/**
 * A stream that is ready to be started.
 *
 * @param token that it is authenticated with
 */
record Connection(ManagedChannel channel, ClientCall<WorkerFrame, OperatorFrame> call, String token) {}
