package io.kpool.operator.http;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.LiveException;
import io.kpool.operator.security.Permission;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Errors as Kubernetes writes them; the cause's reason is kpool's word for it. */
final class Refusals {
    /** When a change of leader may be over. */
    private static final int RETRY_SECONDS = 1;

    private static final String NOTHING = "";

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private Refusals() {}

    /** What the operator says when it does not know why it failed. */
    static Answer.Json of(Throwable failure) {
        return of(failure, NOTHING);
    }

    /**
     * What made a request fail, as its answer.
     *
     * @param resource what it was about; empty: nothing
     */
    static Answer.Json of(Throwable failure, String resource) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case LiveException known -> of(known.kind(), known.getMessage(), resource);
            case IllegalArgumentException senseless -> of(ErrorKind.INVALID, senseless.getMessage(), resource);
            default -> {
                LOG.error("A request could not be answered", cause);
                yield of(ErrorKind.UNAVAILABLE, "the operator failed", resource);
            }
        };
    }

    private static Answer.Json of(ErrorKind kind, String message, String resource) {
        StatusBuilder status = failure(kind.http(), reason(kind), message);
        status.editOrNewDetails()
                .withGroup(Permission.GROUP)
                .withKind(resource.isEmpty() ? null : resource)
                .addNewCause()
                .withReason(kind.text())
                .withMessage(message)
                .endCause()
                .endDetails();
        return switch (kind) {
            case UNAVAILABLE -> {
                status.editDetails().withRetryAfterSeconds(RETRY_SECONDS).endDetails();
                yield new Answer.Json(
                        kind.http(), status.build(), Map.of("Retry-After", Integer.toString(RETRY_SECONDS)));
            }
            case UNAUTHENTICATED -> new Answer.Json(kind.http(), status.build(), Map.of("WWW-Authenticate", "Bearer"));
            default -> new Answer.Json(kind.http(), status.build(), Map.of());
        };
    }

    /** Its path or its parameters cannot be decoded. */
    static Answer.Json badlyEncoded() {
        return of(
                ErrorKind.INVALID,
                "the path or its parameters cannot be read: after each % come two hexadecimal digits",
                NOTHING);
    }

    /** It is no request of HTTP, or its head is too large. */
    static Answer.Json unreadable() {
        return of(
                ErrorKind.INVALID,
                "the request cannot be read: it is no HTTP, its first line is longer than 4 KiB or its headers are than 16 KiB",
                NOTHING);
    }

    /** There is nothing at that path. */
    static Answer.Json noSuchPath(String path) {
        return Answer.Json.failing(
                404,
                failure(
                                404,
                                "NotFound",
                                "there is nothing at " + path + ": GET " + OpenApi.PATH + " tells what there is")
                        .build());
    }

    /** The path is there, and wants another method. */
    static Answer.Json wrongMethod(String method, String path) {
        return Answer.Json.failing(
                405,
                failure(405, "MethodNotAllowed", "there is no " + method + " of " + path)
                        .build());
    }

    /** It was done, and there is nothing to tell. */
    static Status success() {
        return new StatusBuilder().withStatus("Success").withCode(200).build();
    }

    private static StatusBuilder failure(int code, String reason, String message) {
        return new StatusBuilder()
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason)
                .withMessage(message);
    }

    /** Kubernetes' word for it, which its clients know. */
    private static String reason(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> "BadRequest";
            case UNAUTHENTICATED -> "Unauthorized";
            case FORBIDDEN -> "Forbidden";
            case NO_SUCH_POOL, NO_SUCH_PROCESS, UNKNOWN_NODE, NO_SUCH_GROUP, NO_PROCESS, NO_PID -> "NotFound";
            case DUPLICATE_NODE, DUPLICATE_REQUEST -> "AlreadyExists";
            case FORGOTTEN -> "Gone";
            case NO_CAPACITY, MAILBOX_FULL -> "TooManyRequests";
            case UNKNOWN_OUTCOME, BADRPC -> "InternalError";
            case DEADLINE -> "Timeout";
            case NO_NODE, QUEUE_TIMEOUT, UNAVAILABLE -> "ServiceUnavailable";
        };
    }
}
