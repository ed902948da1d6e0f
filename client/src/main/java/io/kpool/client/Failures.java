package io.kpool.client;

import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import java.util.stream.Stream;

/** What the end of a call means. */
final class Failures {
    private static final Metadata.Key<String> WORD = Metadata.Key.of("kpool-error", Metadata.ASCII_STRING_MARSHALLER);

    private Failures() {}

    static KpoolException of(Status status, Metadata trailers) {
        // The first line: what a transport adds to it is about its pipeline.
        String message = Stream.of(
                        Optional.ofNullable(status.getDescription())
                                .flatMap(text -> text.lines().findFirst()),
                        Optional.ofNullable(status.getCause()).map(Throwable::toString))
                .flatMap(Optional::stream)
                .reduce((what, why) -> what + ": " + why)
                .orElse(status.getCode().toString());
        return new KpoolException(code(status, trailers), message, status.getCause());
    }

    /** An operator said so; otherwise it is the connection's word. */
    static boolean isSaid(Metadata trailers) {
        return trailers != null && trailers.containsKey(WORD);
    }

    private static ErrorCode code(Status status, Metadata trailers) {
        String word = trailers == null ? null : trailers.get(WORD);
        ErrorCode said = word == null ? null : Wire.code(word);
        return said != null
                ? said
                : switch (status.getCode()) {
                    case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
                    case PERMISSION_DENIED -> ErrorCode.FORBIDDEN;
                    case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED -> ErrorCode.INVALID;
                    case NOT_FOUND -> ErrorCode.NO_SUCH_POOL;
                    case RESOURCE_EXHAUSTED -> ErrorCode.NO_CAPACITY;
                    case DEADLINE_EXCEEDED -> ErrorCode.DEADLINE;
                    default -> ErrorCode.UNAVAILABLE;
                };
    }

    /** Dialling again would not help. */
    static boolean isHopeless(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED, FORBIDDEN, INVALID -> true;
            default -> false;
        };
    }
}
