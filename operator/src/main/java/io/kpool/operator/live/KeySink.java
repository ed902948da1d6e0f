package io.kpool.operator.live;

import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;

/** Takes what stands under a key: all pages of a snapshot, then every change after it. On the loop; must not block. */
public interface KeySink {

    void snapshot(KeySnapshot page);

    void changed(KeyChange change);
}
