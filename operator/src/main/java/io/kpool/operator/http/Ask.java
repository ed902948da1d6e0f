package io.kpool.operator.http;

import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.LiveException;
import io.kpool.operator.security.Caller;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One request, by a caller who is known. */
final class Ask {
    /** What Kubernetes' clients add, for the API server in between. */
    private static final String CLIENTS_TIMEOUT = "timeout";

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final Endpoint endpoint;
    private final RoutingContext context;
    private final Caller caller;
    private final byte[] body;

    Ask(Endpoint endpoint, RoutingContext context, Caller caller, byte[] body) {
        this.endpoint = endpoint;
        this.context = context;
        this.caller = caller;
        this.body = body;
        requireKnownParameters();
    }

    Caller caller() {
        return caller;
    }

    HttpServerResponse response() {
        return context.response();
    }

    String namespace() {
        return label("namespace");
    }

    String pool() {
        return label("nodepool");
    }

    /** A part of the path that may be any text. */
    String text(String name) {
        return context.pathParam(name);
    }

    /** The host that the path names, as pool/host. */
    String host() {
        return pool() + "/" + label("host");
    }

    /** The pid of which the path names the parts. */
    String pid() {
        return pool() + "/" + context.pathParam("process");
    }

    /** Empty: there is none. */
    String header(Parameter.Header header) {
        String value = context.request().getHeader(header.name());
        if (value == null) {
            return "";
        }
        if (!value.matches(header.pattern())) {
            throw invalid("the header " + header.name() + " has to match " + header.pattern());
        }
        return value;
    }

    String choice(Parameter.Choice choice) {
        String value = query(choice, choice.words().getFirst());
        if (!choice.words().contains(value)) {
            throw invalid("the parameter " + choice.name() + " is one of " + String.join(", ", choice.words()));
        }
        return value;
    }

    int number(Parameter.Number number) {
        Parameter.Range range = number.range();
        String value = query(number, Integer.toString(range.byDefault()));
        if (value.matches("[0-9]{1,9}")) {
            int given = Integer.parseInt(value);
            if (given >= range.least() && given <= range.most()) {
                return given;
            }
        }
        throw invalid("the parameter " + number.name() + " is a number from " + range.least() + " to " + range.most());
    }

    /** Empty: it is left out. */
    String token(Parameter.Token token) {
        return query(token, "");
    }

    boolean flag(Parameter.Flag flag) {
        return switch (query(flag, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("the parameter " + flag.name() + " is true or false");
        };
    }

    /** What is in its body, checked. */
    <T extends Record> T body(Class<T> type) {
        T read = JsonText.read(body, type);
        Bounds.check(read);
        return read;
    }

    private String query(Parameter parameter, String byDefault) {
        String value = context.queryParams().get(parameter.name());
        return value == null ? byDefault : value;
    }

    private String label(String name) {
        String value = context.pathParam(name);
        if (!DNS_LABEL.matcher(value).matches()) {
            throw invalid("\"" + value + "\" is no name of a " + name);
        }
        return value;
    }

    /** A parameter that is misspelt must not be taken for one that was left out. */
    private void requireKnownParameters() {
        Set<String> known = endpoint.about().parameters().stream()
                .filter(parameter -> !(parameter instanceof Parameter.InPath))
                .map(Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String given : context.queryParams().names()) {
            if (!known.contains(given) && !given.equals(CLIENTS_TIMEOUT)) {
                throw invalid("unknown parameter \"" + given + "\": "
                        + (known.isEmpty() ? "there is none" : "there are " + String.join(", ", known)));
            }
        }
    }

    private static LiveException invalid(String message) {
        return new LiveException(ErrorKind.INVALID, message);
    }
}
