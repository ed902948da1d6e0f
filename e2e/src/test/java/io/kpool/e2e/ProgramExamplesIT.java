package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Those of {@code examples} that are Java programs, each in a pod. */
@ExtendWith(KpoolExtension.class)
class ProgramExamplesIT {
    private final Kpool kpool;

    ProgramExamplesIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void poolAndImage(Kpool kpool) {
        kpool.apply(Yaml.pool("demo", "alpha"));
        kpool.load(Repository.root().resolve("client/target/kpool-client.tar"));
    }

    @Test
    void aParallelMapFromAProgramInAPod() {
        String output = kpool.runExample("07-parallel-map/run.sh");

        assertThat(output)
                .contains("100 processes on 2 hosts", "There are 148933 primes below 2000000")
                .doesNotContain("SLF4J");
    }

    @Test
    void aLinkedWorkerThatDiesWithItsCaller() {
        String output = kpool.runExample("08-linked-worker/run.sh");

        assertThat(output)
                .containsPattern("session\\.[0-9]+\\.[0-9]+ is linked with demo/")
                .contains("The caller ended, and so did its worker: shutdown")
                .contains("failed, and so did its caller: SESSION_ENDED");
    }

    @Test
    void thePoolOfErlangsDocumentation() {
        String output = kpool.runExample("09-pool-as-in-erlang/run.sh");

        assertThat(output)
                .contains("started [huey, dewey, louie]")
                .containsPattern("nodes \\[(huey|dewey|louie), (huey|dewey|louie), (huey|dewey|louie)]")
                .containsPattern("ducks/(huey|dewey|louie)\\.[0-9]+\\.[0-9]+ says 5")
                .contains("stopped");
        assertThat(kpool.kubectl("get", "nodepools", "-o", "name")).doesNotContain("ducks");
    }

    @Test
    void aChatRoom() {
        String output = kpool.runExample("10-chat-room/run.sh");

        assertThat(output).contains("""
                In the room: 3
                alice hears alice: good morning
                bob hears alice: good morning
                carol hears alice: good morning
                carol left: EXITED
                alice hears bob: where is carol?
                bob hears bob: where is carol?
                """);
        assertThat(kpool.kubectl("get", "processgroups", "-o", "name")).doesNotContain("chat-room");
    }

    @Test
    void workersThatAreCalledByTheirName() {
        String output = kpool.runExample("11-named-workers/run.sh");

        assertThat(output).contains("""
                Hosts: [named-workers/left, named-workers/right]
                100 calls: 4 workers, the sum of their sums is 5050
                A call whose worker was killed did not wait for an hour: NO_SUCH_PROCESS
                100 calls: 3 workers, the sum of their sums is 5050
                On the first host the maximum is 5
                """);
    }
}
