package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.LivePools.Passage;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.live.Followers.Page;
import io.kpool.pool.Party;
import io.kpool.pool.PartySignal;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.pool.Switchboard;
import io.kpool.pool.Switchboard.Standing;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody waits for, and namespaces in which nothing is said, leave nothing behind. */
class ForgettingTest {
    private static final LivePools POOLS = agreeing(LivePools.class);
    private static final Loop LOOP = agreeing(Loop.class);
    private static final Followed PROCESS = new Followed("acme", new Pid("demo", "alpha", 7, 1));

    @Test
    void aQuestionForOutputThatWasGivenUp() {
        // Given
        Followers followers = new Followers(POOLS);
        List<Page> pages = new ArrayList<>();
        long givenUp = followers.read(PROCESS, 0, pages::add).orElseThrow();
        long waitedFor = followers.read(PROCESS, 0, pages::add).orElseThrow();
        // When
        followers.forget(givenUp);
        followers.ends(answering(givenUp));
        followers.ends(answering(waitedFor));
        // Then
        assertThat(pages)
                .singleElement()
                .satisfies(page -> assertThat(page.text().getQuestion()).isEqualTo(waitedFor));
    }

    @Test
    void aNamespaceInWhichNobodyIsLinked() {
        // Given
        Switchboards boards = new Switchboards(POOLS, new LatePools(POOLS, LOOP), LOOP, new Everyone());
        Switchboard linked = boards.of("acme");
        linked.remember(new SessionId(1, 1), new SessionId(1, 2));
        Switchboard unused = boards.of("any");
        // When
        boards.settle();
        // Then
        assertThat(boards.of("acme")).isSameAs(linked);
        assertThat(boards.of("any")).isNotSameAs(unused);
    }

    private static Heard answering(long question) {
        WorkerFrame frame = WorkerFrame.newBuilder()
                .addOutputPage(OutputPage.newBuilder().setQuestion(question))
                .build();
        return new Heard(LiveLab.POOL, LiveLab.ALPHA, frame);
    }

    /** Says yes to what it is asked, and does nothing. */
    private static <T> T agreeing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? true : null));
    }

    /** All sessions are there. */
    private static final class Everyone implements Switchboards.Callers {
        @Override
        public Standing standing(Member session) {
            return Standing.THERE;
        }

        @Override
        public void tell(Member session, Party from, PartySignal signal) {}

        @Override
        public Passage pass(Member session, ProcessSignal signal) {
            return Passage.TAKEN;
        }
    }
}
