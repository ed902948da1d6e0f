package io.kpool.pool;

/**
 * What a caller asked for in its session.
 *
 * @param number counted by the caller from 1
 * @param digest of what was asked: the same number with another digest is another request
 */
public record LiveRequest(SessionId session, long number, long digest) implements RequestId {
    public LiveRequest {
        Numbers.requirePositive("number", number);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digest ^ number * 0x9E37_79B9_7F4A_7C15L);
    }

    @Override
    public String toString() {
        return session + "#" + number;
    }
}
