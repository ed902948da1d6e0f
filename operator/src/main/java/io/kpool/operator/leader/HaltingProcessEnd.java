package io.kpool.operator.leader;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Not an orderly exit: its hooks may wait for what an ended leader must no longer do. */
@Singleton
class HaltingProcessEnd implements ProcessEnd {
    private static final Logger LOG = Logger.getLogger(HaltingProcessEnd.class);
    private static final int EXIT_CODE = 1;

    @Override
    public void now(String why) {
        LOG.errorf("This process ends: %s", why);
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
