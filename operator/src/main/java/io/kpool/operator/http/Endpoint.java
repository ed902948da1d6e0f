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

    /**
     * What an API server asks of a caller who comes through it: it reads method and path in its own way.
     *
     * @param resource with its subresource, as roles write it
     */
    record InFront(String verb, String resource) {
        @Override
        public String toString() {
            return verb + " " + resource;
        }
    }

    InFront inFront() {
        List<String> parts =
                List.of(path.substring(Endpoints.NAMESPACE.length() + 1).split("/"));
        boolean named = parts.size() > 1;
        String verb =
                switch (method.name()) {
                    case "POST" -> "create";
                    case "GET" -> named ? "get" : "list";
                    case "DELETE" -> "delete";
                    default -> throw new IllegalStateException("no endpoint has " + method);
                };
        return new InFront(verb, parts.size() > 2 ? parts.getFirst() + "/" + parts.get(2) : parts.getFirst());
    }

    /** As the router writes it. */
    String route() {
        return Stream.of(path.split("/"))
                .map(part -> part.startsWith("{") ? ":" + part.substring(1, part.length() - 1) : part)
                .collect(Collectors.joining("/"));
    }
}
