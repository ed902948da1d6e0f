package io.kpool.operator.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The clock, for whoever is given one. */
@Singleton
class TimeBean {

    @Produces
    @Singleton
    InstantSource time() {
        return InstantSource.system();
    }
}
