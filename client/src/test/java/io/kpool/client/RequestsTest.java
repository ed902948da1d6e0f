package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest extends RequestsFixture {
    @Test
    void nothingGoesOutBeforeTheWelcome() {
        add(1);

        assertThat(drained()).isEmpty();
    }

    @Test
    void numbersCountFromOneInTheOrderAsked() {
        requests.continued(8);
        add(3);

        assertThat(drained()).containsExactly(1L, 2L, 3L);
        assertThat(requests.highestSent()).isEqualTo(3);
        assertThat(requests.isExpectingAnswers()).isTrue();
    }

    @Test
    void noMoreAreUnansweredThanTheCreditAllows() {
        requests.continued(2);
        add(4);

        assertThat(drained()).containsExactly(1L, 2L);
        requests.started(1, ALPHA, 1);
        assertThat(drained()).containsExactly(3L);
        requests.failed(2, failure());
        requests.failed(3, failure());
        assertThat(drained()).containsExactly(4L);
    }

    @Test
    void anEndGivesNoCreditThatItsStartGaveAlready() {
        requests.continued(1);
        add(3);
        drained();
        requests.started(1, ALPHA, 1);
        drained();

        requests.ended(1, ProcessExit.RETURNED);

        assertThat(drained()).isEmpty();
    }

    @Test
    void aStartTellsThePid() {
        requests.continued(8);
        Request request = add(1).getFirst();
        drained();

        requests.started(1, ALPHA, 12);

        assertThat(request.start().join().pid()).isEqualTo("demo/alpha.5.12");
        assertThat(request.start().join().host()).isEqualTo("alpha");
        assertThat(request.exit()).isNotDone();
    }

    @Test
    void anEndTellsTheExit() {
        requests.continued(8);
        Request request = add(1).getFirst();
        drained();
        requests.started(1, ALPHA, 1);
        var killed = new ProcessExit(ExitReason.KILLED, 0, "", "");

        requests.ended(1, killed);

        assertThat(request.exit().join()).isEqualTo(killed);
    }

    @Test
    void aFailureIsBothTheStartsAndTheExits() {
        requests.continued(8);
        Request request = add(1).getFirst();
        drained();

        requests.failed(1, failure());

        assertCode(request.start(), ErrorCode.NO_NODE);
        assertCode(request.exit(), ErrorCode.NO_NODE);
    }

    @Test
    void aProcessWhoseEndNobodyKnowsHasStartedNevertheless() {
        requests.continued(8);
        Request request = add(1).getFirst();
        drained();
        requests.started(1, ALPHA, 1);

        requests.failed(1, new KpoolException(ErrorCode.FORGOTTEN, "too late"));

        assertThat(request.start()).isCompleted();
        assertCode(request.exit(), ErrorCode.FORGOTTEN);
    }

    @Test
    void anEndWithoutAPidIsNoStart() {
        requests.continued(8);
        Request request = add(1).getFirst();
        drained();

        requests.ended(1, ProcessExit.RETURNED);

        assertCode(request.start(), ErrorCode.UNKNOWN_OUTCOME);
    }

    @Test
    void theLowestOpenNumberWaitsForTheSlowest() {
        requests.continued(8);
        add(3);
        drained();
        requests.started(2, ALPHA, 2);
        requests.ended(2, ProcessExit.RETURNED);
        assertThat(requests.lowestOpen()).isEqualTo(1);

        requests.failed(1, failure());

        assertThat(requests.lowestOpen()).isEqualTo(3);
    }

    @Test
    void whatNobodyWaitsForIsNotSent() {
        requests.continued(8);
        List<Request> two = add(2);
        two.getFirst().start().cancel(false);

        assertThat(drained()).containsExactly(1L);
        assertThat(two.getLast().number()).isEqualTo(1);
    }

    @Test
    void theQueueIsBounded() {
        List<Request> eleven = add(11);

        assertCode(eleven.getLast().start(), ErrorCode.NO_CAPACITY);
        assertThat(eleven.get(9).start()).isNotDone();
    }

    @Test
    void allFailsThatWaitsOrIsOpenWhenTheSessionEnds() {
        requests.continued(1);
        List<Request> two = add(2);
        drained();

        requests.abandon(new SessionEndedException(ExitReason.KILLED, ""));

        assertThat(two).allSatisfy(request -> assertCode(request.start(), ErrorCode.SESSION_ENDED));
    }

    @Test
    void aLinkLastsFromStartToEnd() {
        requests.continued(8);
        requests.add(Samples.linked());
        drained();

        requests.started(1, ALPHA, 1);
        assertThat(links.all()).containsExactly("demo/alpha.5.1");
        requests.ended(1, ProcessExit.RETURNED);
        assertThat(links.all()).isEmpty();
    }
}
