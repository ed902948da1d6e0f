package io.kpool.operator.live;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.kpool.pool.RequestFailure;
import io.kpool.protocol.live.Code;
import java.util.Locale;

/** What can go wrong, each with one meaning and one number on every way in. The one table of them. */
public enum ErrorKind {
    NO_NODE(Code.NO_NODE, Status.Code.UNAVAILABLE, 503),
    NO_CAPACITY(Code.NO_CAPACITY, Status.Code.RESOURCE_EXHAUSTED, 429),
    QUEUE_TIMEOUT(Code.QUEUE_TIMEOUT, Status.Code.RESOURCE_EXHAUSTED, 503),
    NO_SUCH_POOL(Code.NO_SUCH_POOL, Status.Code.NOT_FOUND, 404),
    NO_SUCH_PROCESS(Code.NO_SUCH_PROCESS, Status.Code.NOT_FOUND, 404),
    DUPLICATE_NODE(Code.DUPLICATE_NODE, Status.Code.ALREADY_EXISTS, 409),
    UNKNOWN_NODE(Code.UNKNOWN_NODE, Status.Code.NOT_FOUND, 404),
    DUPLICATE_REQUEST(Code.DUPLICATE_REQUEST, Status.Code.ALREADY_EXISTS, 409),
    UNKNOWN_OUTCOME(Code.UNKNOWN_OUTCOME, Status.Code.ABORTED, 500),
    DEADLINE(Code.DEADLINE, Status.Code.DEADLINE_EXCEEDED, 504),
    UNAUTHENTICATED(Code.UNAUTHENTICATED, Status.Code.UNAUTHENTICATED, 401),
    FORBIDDEN(Code.FORBIDDEN, Status.Code.PERMISSION_DENIED, 403),
    INVALID(Code.INVALID, Status.Code.INVALID_ARGUMENT, 400),
    UNAVAILABLE(Code.UNAVAILABLE, Status.Code.UNAVAILABLE, 503),
    FORGOTTEN(Code.FORGOTTEN, Status.Code.FAILED_PRECONDITION, 410),
    NO_SUCH_GROUP(Code.NO_SUCH_GROUP, Status.Code.NOT_FOUND, 404),
    NO_PROCESS(Code.NO_PROCESS, Status.Code.NOT_FOUND, 404),
    NO_PID(Code.NO_PID, Status.Code.NOT_FOUND, 404),
    MAILBOX_FULL(Code.MAILBOX_FULL, Status.Code.RESOURCE_EXHAUSTED, 429),
    BADRPC(Code.BADRPC, Status.Code.UNKNOWN, 500);

    /** The trailer that says which, in {@link #text}. */
    public static final Metadata.Key<String> TRAILER = Metadata.Key.of("kpool-error", Metadata.ASCII_STRING_MARSHALLER);

    private final Code code;
    private final Status.Code status;
    private final int http;

    ErrorKind(Code code, Status.Code status, int http) {
        this.code = code;
        this.status = status;
        this.http = http;
    }

    static ErrorKind of(RequestFailure why) {
        return valueOf(why.name());
    }

    public Code code() {
        return code;
    }

    public Status.Code status() {
        return status;
    }

    /** The status code of an HTTP answer. */
    public int http() {
        return http;
    }

    /** The word that callers see, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it ends a call. */
    StatusException toStatus(String message) {
        Metadata trailers = new Metadata();
        trailers.put(TRAILER, text());
        return status.toStatus().withDescription(message).asException(trailers);
    }
}
