package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import java.time.Duration;

/** Holds messages and RPCs to what is published of them. What breaks it is an IllegalArgumentException. */
final class KeyBounds {
    private static final int MESSAGE_BYTES = 256 * 1024;
    private static final Duration BY_DEFAULT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private KeyBounds() {}

    static ByteString body(ByteString json) {
        if (json.isEmpty()) {
            throw new IllegalArgumentException("the message is empty: JSON has null for nothing");
        }
        if (json.size() > MESSAGE_BYTES) {
            throw new IllegalArgumentException("the message has " + json.size()
                    + " bytes: at most 256 KiB are allowed, hand large data over in a volume");
        }
        return json;
    }

    /** @param millis 0: as long as the originals wait */
    static Duration patience(int millis) {
        Duration wish = millis == 0 ? BY_DEFAULT : Duration.ofMillis(Integer.toUnsignedLong(millis));
        if (wish.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout of " + wish.toMillis() + " ms: at most an hour is allowed");
        }
        return wish;
    }
}
