package io.kpool.operator.http;

import io.kpool.operator.aggregation.FrontProxy;
import io.kpool.operator.config.OperatorConfig;
import io.kpool.operator.live.Callers;
import io.kpool.operator.live.Questions;
import io.kpool.operator.security.OperatorCertificates;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes this package's parts of what the installation configured. */
@Singleton
class HttpBeans {

    @Produces
    @Singleton
    Doorkeeper doorkeeper(Callers callers, FrontProxy proxy, OperatorConfig config) {
        return new Doorkeeper(callers, proxy, config.http().aggregated());
    }

    @Produces
    @Singleton
    HttpDoor door(Vertx vertx, OperatorCertificates certificates, Doorkeeper doorkeeper, Questions questions) {
        return new HttpDoor(vertx, certificates, doorkeeper, Endpoints.of(questions));
    }

    void serve(@Observes @Priority(1) StartupEvent event, HttpDoor door, OperatorConfig config) {
        door.listen(config.http().port());
    }

    void close(@Observes ShutdownEvent event, HttpDoor door) {
        door.close();
    }
}
