package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests over more than one stream, or session. */
class RepeatedRequestsTest extends RequestsFixture {
    @Test
    void onANewStreamAllThatIsOpenGoesOutAgainFirst() {
        requests.continued(8);
        add(3);
        drained();
        requests.started(1, ALPHA, 1);
        requests.failed(2, failure());
        requests.disconnected();
        add(1);
        assertThat(drained()).isEmpty();

        requests.continued(8);

        assertThat(drained()).containsExactly(1L, 3L, 4L);
    }

    @Test
    void whatIsRepeatedNeedsCreditToo() {
        requests.continued(8);
        add(3);
        drained();
        requests.disconnected();
        requests.continued(2);

        assertThat(drained()).containsExactly(1L, 2L);
        requests.started(1, ALPHA, 1);
        assertThat(drained()).containsExactly(3L);
    }

    @Test
    void whatEndsBeforeItsRepetitionIsNotRepeated() {
        requests.continued(8);
        add(3);
        drained();
        requests.started(1, ALPHA, 1);
        requests.started(2, ALPHA, 2);
        requests.disconnected();
        requests.continued(1);
        drained();

        requests.ended(2, ProcessExit.RETURNED);
        requests.started(1, ALPHA, 1);

        assertThat(drained()).containsExactly(3L);
    }

    @Test
    void aRepeatedAnswerChangesNothing() {
        requests.continued(8);
        Request request = add(1).getFirst();
        drained();
        requests.started(1, ALPHA, 1);
        requests.disconnected();
        requests.continued(1);
        drained();

        requests.started(1, ALPHA, 1);

        assertThat(request.start().join().pid()).isEqualTo("demo/alpha.5.1");
        assertThat(requests.isExpectingAnswers()).isFalse();
    }

    @Test
    void anAnswerToNobodyIsIgnored() {
        requests.continued(1);
        requests.started(7, ALPHA, 7);
        requests.failed(7, failure());
        requests.ended(7, ProcessExit.RETURNED);

        assertThat(requests.lowestOpen()).isEqualTo(1);
    }

    @Test
    void inANewSessionNobodyKnowsWhatWasOpenAndNumbersBeginAnew() {
        requests.continued(1);
        List<Request> two = add(2);
        drained();
        requests.disconnected();

        requests.renewed(8);

        assertCode(two.getFirst().start(), ErrorCode.UNKNOWN_OUTCOME);
        assertThat(drained()).containsExactly(1L);
        assertThat(two.getLast().start()).isNotDone();
        assertThat(requests.lowestOpen()).isEqualTo(1);
    }
}
