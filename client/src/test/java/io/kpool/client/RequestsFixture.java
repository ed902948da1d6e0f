package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The requests of one caller, and what of them has gone out. */
abstract class RequestsFixture {
    static final WorkerName ALPHA = new WorkerName("demo", "alpha", 5);

    final Links links = new Links();
    final Requests requests = new Requests(10, links);
    private final List<Long> sent = new ArrayList<>();

    final List<Request> add(int count) {
        List<Request> added = Stream.generate(Samples::request).limit(count).toList();
        added.forEach(requests::add);
        return added;
    }

    /** The numbers of those that go out now. */
    final List<Long> drained() {
        sent.clear();
        requests.drain(request -> sent.add(request.number()));
        return sent;
    }

    static KpoolException failure() {
        return new KpoolException(ErrorCode.NO_NODE, "none is ready");
    }

    static void assertCode(CompletableFuture<?> future, ErrorCode code) {
        assertThat(future).isDone();
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
