package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private final Map<Long, ProcessEntry> entries = new HashMap<>();
    private final Questions questions = new Questions(entries);
    private final KeptReports stream = new KeptReports();
    private final ProcessEntry entry = new ProcessEntry(new Pid("demo", "alpha", 1, 7), Spawn.getDefaultInstance());

    QuestionsTest() {
        entries.put(7L, entry);
    }

    @Test
    void asksOnTheNextStreamWhatWasAskedWithoutOne() {
        CompletableFuture<Answer> answer = ask(DirectoryOperation.DELETE_GROUP, "");
        assertThat(answer).isNotDone();

        questions.reportTo(stream);
        Question asked = stream.questions.getFirst();
        questions.answered(Answer.newBuilder().setNumber(asked.getNumber()).build());

        assertThat(asked.getSerial()).isEqualTo(7);
        assertThat(answer).isCompleted();
    }

    @Test
    void doesNotAskForWhoDoesNotWaitAnyMore() {
        ask(DirectoryOperation.DELETE_GROUP, "").cancel(false);

        questions.reportTo(stream);

        assertThat(stream.questions).isEmpty();
    }

    @Test
    void asksAgainWhatDoesNoHarmAndGivesUpTheRest() {
        questions.reportTo(stream);
        CompletableFuture<Answer> create = ask(DirectoryOperation.CREATE_GROUP, "");
        CompletableFuture<Answer> leave =
                ask(DirectoryOperation.LEAVE, entry.pid().toString());
        CompletableFuture<Answer> delete = ask(DirectoryOperation.DELETE_GROUP, "");
        CompletableFuture<Answer> foreign = ask(DirectoryOperation.JOIN, "demo/beta.1.2");

        questions.reportTo(Reports.NONE);

        assertThat(create).isNotDone();
        assertThat(leave).isNotDone();
        assertThat(error(delete)).isEqualTo(DirectoryError.DIRECTORY_UNAVAILABLE);
        assertThat(error(foreign)).isEqualTo(DirectoryError.DIRECTORY_UNAVAILABLE);
        var next = new KeptReports();
        questions.reportTo(next);
        assertThat(next.questions).extracting(Question::getNumber).containsExactly(7L, 8L);
    }

    @Test
    void letsNobodyJoinMoreThanCanBeKept() {
        questions.reportTo(stream);
        for (int group = 0; group < Memberships.MOST; group++) {
            entry.stands(Counterpart.stands(7, "g" + group, 1).getMembership());
        }

        CompletableFuture<Answer> oneMore =
                ask(DirectoryOperation.JOIN, entry.pid().toString());

        assertThat(error(oneMore)).isEqualTo(DirectoryError.DIRECTORY_INVALID);
        assertThat(stream.questions).isEmpty();
    }

    private static DirectoryError error(CompletableFuture<Answer> answer) {
        return answer.join().getDirectory().getError();
    }

    private CompletableFuture<Answer> ask(DirectoryOperation operation, String pid) {
        var request = DirectoryRequest.newBuilder()
                .setOperation(operation)
                .setKey("g")
                .setPid(pid);
        var answer = new CompletableFuture<Answer>();
        questions.ask(entry, Question.newBuilder().setDirectory(request).build(), answer);
        return answer;
    }
}
