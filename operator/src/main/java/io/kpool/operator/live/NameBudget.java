package io.kpool.operator.live;

import io.kpool.crd.Limits;

/**
 * What the requests that one user has named in one namespace take: while their names are known nobody else's are
 * forgotten for them, and beyond the bounds there are no new ones. Lives on the loop.
 */
final class NameBudget {
    /** Names at a time, whether their processes run or have ended. */
    static final int MOST_NAMES = 10_000;

    /** Characters of what is kept of ends. */
    static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    /** Nobody knows how long a result will be. */
    private static final int UNTIL_IT_ENDS = Limits.RESULT_BYTES;

    private final Runnable unused;
    private int names;
    private long characters;

    /** @param unused hears when the last name is given back */
    NameBudget(Runnable unused) {
        this.unused = unused;
    }

    boolean isFull() {
        return names >= MOST_NAMES || characters + UNTIL_IT_ENDS > MOST_CHARACTERS;
    }

    /** One more name, for which there is room. */
    Share take() {
        return new Share();
    }

    /** What one name takes. */
    final class Share {
        private int size;
        private boolean givenBack;

        private Share() {
            names++;
            resize(UNTIL_IT_ENDS);
        }

        /** Its process has ended, with texts so long. */
        void ended(int length) {
            if (!givenBack) {
                resize(length);
            }
        }

        /** The name is not known any more. May be said again. */
        void giveBack() {
            if (givenBack) {
                return;
            }
            givenBack = true;
            resize(0);
            names--;
            if (names == 0) {
                unused.run();
            }
        }

        private void resize(int length) {
            characters += length - size;
            size = length;
        }
    }
}
