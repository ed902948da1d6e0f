package io.kpool.operator.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that can be asked over HTTP.
 *
 * @param path with its parameters in braces
 * @param about what is published of it
 */
record Endpoint(HttpMethod method, String path, About about, Call call) {

    /**
     * @param id a name for programs
     * @param summary a sentence for people
     * @param permission verb and resource in API group live.kpool.io
     * @param body of the request; {@link Void}: none
     * @param answer its JSON; {@link String}: it is text
     */
    record About(
            String id, String summary, String permission, List<Parameter> parameters, Class<?> body, Class<?> answer) {
        boolean hasBody() {
            return body != Void.class;
        }
    }

    /** Answers, on any thread; must not block. What it throws is an answer, too. */
    interface Call {
        CompletionStage<? extends Answer> answer(Ask ask);
    }

    /** What its path is about, as roles write it: nodepools, groups or names. */
    String resource() {
        return path.substring(Endpoints.NAMESPACE.length() + 1).split("/")[0];
    }

    /** As the router writes it. */
    String route() {
        return Stream.of(path.split("/"))
                .map(part -> part.startsWith("{") ? ":" + part.substring(1, part.length() - 1) : part)
                .collect(Collectors.joining("/"));
    }
}
