package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** pg2's operations as a program asks for them. */
class ProcessGroupsTest extends LoopbackSession {
    private static final String ONE = "demo/alpha.5.1";
    private static final String TWO = "demo/alpha.5.2";
    private static final DirectoryResponse DONE = DirectoryResponse.getDefaultInstance();

    private ProcessGroups groups;

    @BeforeEach
    void openSession() throws Exception {
        connect(KpoolOptions.DEFAULTS.inNamespace("team"));
        groups = kpool.groups();
    }

    @Test
    void writesNameTheGroupAndTheProcess() throws Exception {
        assertAsks(() -> groups.create("a"), DirectoryOperation.CREATE_GROUP, "");
        assertAsks(() -> groups.delete("a"), DirectoryOperation.DELETE_GROUP, "");
        assertAsks(() -> groups.join("a", ONE), DirectoryOperation.JOIN, ONE);
        assertAsks(() -> groups.leave("a", ONE), DirectoryOperation.LEAVE, ONE);
        assertAsks(() -> groups.join("a"), DirectoryOperation.JOIN, "session.7.1");
        assertAsks(() -> groups.leave("a"), DirectoryOperation.LEAVE, "session.7.1");
    }

    @Test
    void theSameWithoutWaiting() throws Exception {
        assertAnswers(groups.createAsync("a"), DONE, null);
        assertAnswers(groups.deleteAsync("a"), DONE, null);
        assertAnswers(groups.joinAsync("a", ONE), DONE, null);
        assertAnswers(groups.leaveAsync("a", ONE), DONE, null);
        assertAnswers(groups.joinAsync("a"), DONE, null);
        assertAnswers(groups.leaveAsync("a"), DONE, null);
        assertAnswers(groups.getMembersAsync("a"), values(ONE, ONE), List.of(ONE, ONE));
        assertAnswers(groups.getLocalMembersAsync("a", "demo/alpha"), values(ONE), List.of(ONE));
        assertAnswers(groups.whichGroupsAsync(), values("a", "b"), List.of("a", "b"));
        assertAnswers(groups.getClosestPidAsync("a", "demo/alpha"), values(TWO), TWO);
    }

    @Test
    void membersComeAsOftenAsTheyJoinedAndInOrder() throws Exception {
        CompletableFuture<List<String>> members = waiting(() -> groups.getMembers("a"));

        operator.directory().answer(values(ONE, ONE, TWO));

        assertThat(members.get()).containsExactly(ONE, ONE, TWO);
    }

    @Test
    void anEmptyGroupHasNoMembers() throws Exception {
        CompletableFuture<List<String>> members = waiting(() -> groups.getMembers("a"));

        operator.directory().answer(values());

        assertThat(members.get()).isEmpty();
    }

    @Test
    void whatIsLocalIsSaid() throws Exception {
        CompletableFuture<List<String>> local = waiting(() -> groups.getLocalMembers("a", "demo/alpha"));
        var asked = operator.directory();
        asked.answer(values(ONE));
        CompletableFuture<String> closest = waiting(() -> groups.getClosestPid("a"));
        var askedFromNowhere = operator.directory();
        askedFromNowhere.answer(values(TWO));

        assertThat(asked.request().getHost()).isEqualTo("demo/alpha");
        assertThat(local.get()).containsExactly(ONE);
        assertThat(askedFromNowhere.request().getHost()).isEmpty();
        assertThat(closest.get()).isEqualTo(TWO);
    }

    @Test
    void groupsComeInOrder() throws Exception {
        CompletableFuture<List<String>> all = waiting(() -> groups.whichGroups());

        operator.directory().answer(values("a", "b"));

        assertThat(all.get()).containsExactly("a", "b");
    }

    @Test
    void theErrorsAreThoseOfPg2() throws Exception {
        var unknown = groups.getMembersAsync("a").toCompletableFuture();
        operator.directory().answer(error(DirectoryError.NO_SUCH_GROUP));
        var empty = groups.getClosestPidAsync("a", "").toCompletableFuture();
        operator.directory().refuse(Status.NOT_FOUND, "no_process");
        var forbidden = groups.joinAsync("a", ONE).toCompletableFuture();
        operator.directory().refuse(Status.PERMISSION_DENIED, "forbidden");
        var senseless = groups.joinAsync("a", "nobody").toCompletableFuture();
        operator.directory().answer(error(DirectoryError.DIRECTORY_INVALID));

        assertFails(unknown, ErrorCode.NO_SUCH_GROUP);
        assertFails(empty, ErrorCode.NO_PROCESS);
        assertFails(forbidden, ErrorCode.FORBIDDEN);
        assertFails(senseless, ErrorCode.INVALID);
    }

    @Test
    void whatHarmsNobodyIsAskedAgainWhenItsAnswerIsLost() throws Exception {
        var creation = groups.createAsync("a").toCompletableFuture();
        operator.directory().breakOff();
        operator.directory().answer(error(DirectoryError.DIRECTORY_UNAVAILABLE));
        operator.directory().refuse(Status.UNAVAILABLE, "unavailable");
        operator.directory().answer(DONE);

        assertThat(creation.get()).isNull();
    }

    @Test
    void whatCountsIsNotAskedAgain() throws Exception {
        var broken = groups.joinAsync("a", ONE).toCompletableFuture();
        operator.directory().breakOff();
        var unheard = groups.leaveAsync("a", ONE).toCompletableFuture();
        operator.directory().answer(error(DirectoryError.DIRECTORY_UNAVAILABLE));
        var refused = groups.joinAsync("a", ONE).toCompletableFuture();
        operator.directory().refuse(Status.UNAVAILABLE, "unavailable");

        assertFails(broken, ErrorCode.UNKNOWN_OUTCOME);
        assertFails(unheard, ErrorCode.UNKNOWN_OUTCOME);
        assertFails(refused, ErrorCode.UNAVAILABLE);
    }

    @Test
    void whatWaitsWhenTheSessionIsClosedFails() throws Exception {
        var members = groups.getMembersAsync("a").toCompletableFuture();
        operator.directory();
        stream.complete();
        kpool.close();

        assertFails(members, ErrorCode.SESSION_ENDED);
        assertFails(groups.whichGroupsAsync().toCompletableFuture(), ErrorCode.SESSION_ENDED);
    }

    private void assertAsks(Write write, DirectoryOperation operation, String pid) throws Exception {
        CompletableFuture<Void> done = waiting(() -> {
            write.run();
            return null;
        });
        var asked = operator.directory();
        asked.answer(DONE);
        done.get();

        assertThat(asked.request())
                .isEqualTo(DirectoryCall.newBuilder()
                        .setNamespace("team")
                        .setRequest(DirectoryRequest.newBuilder()
                                .setOperation(operation)
                                .setKey("a")
                                .setPid(pid))
                        .build());
    }

    private interface Write {
        void run() throws Exception;
    }

    private <T> void assertAnswers(CompletionStage<T> stage, DirectoryResponse answer, T result) throws Exception {
        operator.directory().answer(answer);
        assertThat(stage.toCompletableFuture().get()).isEqualTo(result);
    }

    private static DirectoryResponse values(String... values) {
        return DirectoryResponse.newBuilder().addAllValue(List.of(values)).build();
    }

    private static DirectoryResponse error(DirectoryError error) {
        return DirectoryResponse.newBuilder().setError(error).build();
    }
}
