package io.kpool.operator.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A number that tells requests from each other; quick, the same in every process, and no protection against malice. */
final class Digest {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private Digest() {}

    static long of(byte[] bytes) {
        long digest = bytes.length;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            digest = mix(digest, (long) LONGS.get(bytes, at));
        }
        for (; at < bytes.length; at++) {
            digest = mix(digest, bytes[at]);
        }
        return digest;
    }

    private static long mix(long digest, long next) {
        long product = (digest ^ next) * FACTOR;
        return product ^ product >>> 29;
    }
}
