package io.kpool.worker.socket;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that can be asked.
 *
 * @param path with its fields in braces
 * @param summary a sentence for people
 */
record Endpoint(HttpMethod method, String path, String summary, List<Field> fields, Call call) {
    Endpoint {
        fields = List.copyOf(fields);
    }

    /** Answers; may wait. What it throws is an answer, too. */
    interface Call {
        Answer answer(Ask ask) throws InterruptedException;
    }

    /** As people write it. */
    String title() {
        return method + " " + path;
    }

    Optional<Field> field(String name, Field.Place place) {
        return fields.stream()
                .filter(field -> field.place() == place && field.name().equals(name))
                .findFirst();
    }

    /** What it takes of that, for people. */
    String taken(Field.Place place) {
        String names = fields.stream()
                .filter(field -> field.place() == place)
                .map(Field::name)
                .collect(Collectors.joining(", "));
        return title() + " takes " + (names.isEmpty() ? "none" : names);
    }
}
