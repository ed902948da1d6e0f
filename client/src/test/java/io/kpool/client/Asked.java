package io.kpool.client;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** What a caller asked beside its stream, to be answered by hand. */
record Asked<I, O>(I request, StreamObserver<O> caller) {
    private static final Metadata.Key<String> WORD = Metadata.Key.of("kpool-error", Metadata.ASCII_STRING_MARSHALLER);

    void answer(O answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }

    /** One of several answers. */
    void tell(O answer) {
        caller.onNext(answer);
    }

    /** As an operator refuses it. */
    void refuse(Status status, String word) {
        var trailers = new Metadata();
        trailers.put(WORD, word);
        caller.onError(status.withDescription("because of " + word).asRuntimeException(trailers));
    }

    /** As a connection breaks. */
    void breakOff() {
        caller.onError(Status.UNAVAILABLE.asRuntimeException());
    }
}
