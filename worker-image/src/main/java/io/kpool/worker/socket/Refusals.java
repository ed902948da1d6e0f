package io.kpool.worker.socket;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What goes wrong, as an answer; the one table of that. Words of the live API mean here what they mean there. */
final class Refusals {
    private Refusals() {}

    static HttpResponseStatus status(Failure failure) {
        return switch (failure) {
            case INVALID -> HttpResponseStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpResponseStatus.FORBIDDEN;
            case NO_SUCH_GROUP, NO_PROCESS, NO_PID, NOPROC -> HttpResponseStatus.NOT_FOUND;
            case MAILBOX_FULL -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case BADRPC, NOT_STARTED, NOCONNECTION -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
            case NO_NODE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
            case TIMEOUT -> HttpResponseStatus.GATEWAY_TIMEOUT;
        };
    }

    static Answer of(FailureException failed) {
        // The word is in front of what went wrong, and is told apart.
        String prefix = failed.failure().word() + ": ";
        String message = failed.getMessage();
        return Answer.refusal(
                status(failed.failure()),
                failed.failure().word(),
                message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    static Answer invalid(String message) {
        return Answer.refusal(HttpResponseStatus.BAD_REQUEST, Failure.INVALID.word(), message);
    }

    static Answer unauthenticated() {
        return Answer.refusal(
                HttpResponseStatus.UNAUTHORIZED,
                "unauthenticated",
                "no process has this token: send the header \"Authorization: Bearer $KPOOL_TOKEN\", from the environment of a command that runs");
    }

    static Answer unreadable() {
        return invalid(
                "the request cannot be read: it is no HTTP, its first line is longer than 4 KiB or its headers are than 16 KiB");
    }

    static Answer tooLarge() {
        return Answer.refusal(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                Failure.INVALID.word(),
                "the body is larger than " + Bounds.LARGEST_BODY / 1024 + " KiB: hand large input over in a volume");
    }

    static Answer late(Bounds bounds) {
        return Answer.refusal(
                HttpResponseStatus.REQUEST_TIMEOUT,
                "deadline",
                "the request did not come within " + bounds.reading().toSeconds() + " s");
    }

    static Answer unavailable(String why) {
        return Answer.refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "unavailable", why);
    }

    static Answer noSuchPath(String path, List<Endpoint> all) {
        String titles = String.join(", ", all.stream().map(Endpoint::title).toList());
        return Answer.refusal(
                HttpResponseStatus.NOT_FOUND, "no_such_path", "there is nothing at " + path + "; there are " + titles);
    }

    static Answer wrongMethod(String path, List<Endpoint> there) {
        Set<String> methods = new TreeSet<>();
        there.forEach(endpoint -> methods.add(endpoint.method().name()));
        return Answer.refusal(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                "wrong_method",
                path + " takes " + String.join(" and ", methods));
    }

    /** Nobody foresaw it; the worker's log says what it was. */
    static Answer failed() {
        return Answer.refusal(
                HttpResponseStatus.INTERNAL_SERVER_ERROR, "failed", "the worker failed; its log says how");
    }
}
