package io.kpool.client;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Arguments and results. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().findAndRegisterModules();

    private Json() {}
}
