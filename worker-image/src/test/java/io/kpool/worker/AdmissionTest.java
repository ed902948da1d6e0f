package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.LiveRequest;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.agent.SpawnAttempt;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(2);

    @Test
    void takesWhatIsNewWhileThereIsRoom() {
        assertThat(admission.refuse(attempt("a", 1), Standing.SERVING, 1)).isEmpty();
        assertThat(admission.refuse(attempt("b", 1), Standing.SERVING, 2)).contains(RefusalReason.NO_SLOT);
        assertThat(admission.refuse(attempt("b", 1), Standing.SERVING, 1)).isEmpty();
    }

    @Test
    void saysThatItHasSeenAnAttemptBeforeAnythingElse() {
        admission.refuse(attempt("a", 2), Standing.SERVING, 0);

        assertThat(admission.refuse(attempt("a", 2), Standing.SERVING, 2)).contains(RefusalReason.ALREADY_SEEN);
        assertThat(admission.refuse(attempt("a", 1), Standing.STALE, 0)).contains(RefusalReason.ALREADY_SEEN);
        assertThat(admission.refuse(attempt("a", 2), Standing.NOT_SERVING, 0)).contains(RefusalReason.ALREADY_SEEN);
        assertThat(admission.refuse(attempt("a", 3), Standing.SERVING, 0)).isEmpty();
    }

    @Test
    void doesNotRememberWhatItRefused() {
        assertThat(admission.refuse(attempt("a", 1), Standing.STALE, 0)).contains(RefusalReason.STALE_EPOCH);
        assertThat(admission.refuse(attempt("a", 1), Standing.NOT_SERVING, 0)).contains(RefusalReason.NOT_SERVING);
        assertThat(admission.refuse(attempt("a", 1), Standing.SERVING, 0)).isEmpty();
    }

    @Test
    void knowsARequestOfACallerAlsoWhenItIsSettled() {
        admission.refuse(live(1), Standing.SERVING, 0);
        admission.refuse(live(2), Standing.SERVING, 0);

        admission.settle(live(1));

        assertThat(admission.refuse(live(1), Standing.SERVING, 0)).contains(RefusalReason.ALREADY_SEEN);
        assertThat(admission.refuse(live(2), Standing.STALE, 0)).contains(RefusalReason.ALREADY_SEEN);
        assertThat(admission.refuse(live(3), Standing.SERVING, 2)).contains(RefusalReason.NO_SLOT);
        assertThat(admission.refuse(live(3), Standing.SERVING, 1)).isEmpty();
    }

    private static RequestId live(long number) {
        return RequestId.newBuilder()
                .setLive(LiveRequest.newBuilder()
                        .setSessionEpoch(7)
                        .setSession(1)
                        .setNumber(number))
                .build();
    }

    private static RequestId attempt(String uid, int attempt) {
        return RequestId.newBuilder()
                .setSpawn(SpawnAttempt.newBuilder().setUid(uid).setAttempt(attempt))
                .build();
    }
}
