package io.kpool.operator.live;

import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;

/** Who watches a group or name: gets all pages of a snapshot, then every change after it. Called on the loop: must not block. */
public interface WatchSink {

    /** Bytes that it was given and that have not left: who is too far behind is told no more. */
    long behind();

    void snapshot(KeySnapshot page);

    void changed(KeyChange change);

    /** Nothing more comes, because of that. */
    void failed(LiveException why);
}
