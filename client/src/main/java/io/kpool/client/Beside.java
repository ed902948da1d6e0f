package io.kpool.client;

import io.grpc.Channel;
import io.grpc.Metadata;

/** A call beside the stream, on its channel; confined to the loop. */
interface Beside {
    /** @param again asks it on another channel, or later */
    void ask(Channel channel, Metadata headers, Runnable again);

    /** It has waited in vain for as long as it may. */
    boolean isLate();

    void fail(KpoolException why);
}
