package io.kpool.pool;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * What the answers that the sessions of one leader keep may take together, in characters: when it is full, the session
 * that takes most of it makes room, whoever it is that asks for some.
 */
public final class AnswerRoom {
    /** What one session may take. */
    static final long PER_SESSION = 32L * 1024 * 1024;

    /** What all of them may. */
    static final long IN_ALL = 96L * 1024 * 1024;

    /** An answer takes this beside its texts: one without any is not for nothing. */
    static final int EACH = 128;

    /** Of shares that differ by less none is the larger one, for the order is not to change with every answer. */
    private static final int STEP = 64 * 1024;

    // The largest comes first, and of several the oldest.
    private final TreeSet<Share> taken =
            new TreeSet<>(Comparator.comparingLong(Share::steps).reversed().thenComparingLong(share -> share.number));
    private long characters;
    private long shares;

    /** @param makeRoom gives back what the oldest answer of it takes */
    Share share(Runnable makeRoom) {
        return new Share(makeRoom);
    }

    /** What one session takes. */
    final class Share {
        private final long number = ++shares;
        private final Runnable makeRoom;
        private long size;

        private Share(Runnable makeRoom) {
            this.makeRoom = makeRoom;
        }

        /** One more answer is kept: older ones may go for it, of this session or of another. */
        void add(Answer answer) {
            resize(size + cost(answer));
            while (size > PER_SESSION) {
                makeRoom.run();
            }
            while (characters > IN_ALL) {
                taken.first().makeRoom.run();
            }
        }

        /** It is not kept any more. */
        void remove(Answer answer) {
            resize(size - cost(answer));
        }

        private void resize(long next) {
            characters += next - size;
            if (next / STEP == steps() && next > 0 && size > 0) {
                size = next;
                return;
            }
            taken.remove(this);
            size = next;
            if (size > 0) {
                taken.add(this);
            }
        }

        private long steps() {
            return size / STEP;
        }
    }

    private static long cost(Answer answer) {
        return EACH + answer.length();
    }
}
