package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A process or session. */
record PidAnswer(@JsonPropertyDescription("Which.") String pid) {}
