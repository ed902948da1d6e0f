package io.kpool.operator.http;

import io.kpool.operator.live.Callers;
import io.kpool.operator.security.OperatorCertificates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The port of the live API over HTTP, with TLS by the operator's certificate, whatever that is when somebody dials. It is
 * open from the start; an operator that does not lead says so.
 */
final class HttpDoor implements AutoCloseable {
    private static final int HEADER_BYTES = 16 * 1024;
    private static final byte[] NO_BODY = {};
    private static final String BEARER = "Bearer ";
    private static final Logger LOG = Logger.getLogger(HttpDoor.class);

    private final Vertx vertx;
    private final OperatorCertificates certificates;
    private final Callers callers;
    private final Router router;
    private HttpServer server;

    HttpDoor(Vertx vertx, OperatorCertificates certificates, Callers callers, List<Endpoint> endpoints) {
        this.vertx = vertx;
        this.certificates = certificates;
        this.callers = callers;
        this.router = Router.router(vertx);
        endpoints.forEach(
                endpoint -> router.route(endpoint.method(), endpoint.route()).handler(call -> serve(endpoint, call)));
        Answer.Json document = Answer.Json.of(OpenApi.document(endpoints));
        OpenApi.PATHS.forEach(path -> router.get(path).handler(call -> document.give(call.response())));
        router.errorHandler(
                404, call -> Refusals.noSuchPath(call.request().path()).give(call.response()));
        router.errorHandler(
                405,
                call -> Refusals.wrongMethod(
                                call.request().method().name(), call.request().path())
                        .give(call.response()));
        router.errorHandler(500, call -> Refusals.of(call.failure()).give(call.response()));
    }

    Router router() {
        return router;
    }

    /**
     * Opens the port; blocks until it is.
     *
     * @param port 0: a free one
     */
    void listen(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setPort(port)
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(KeyCertOptions.wrap(certificates.keyManager()))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(HEADER_BYTES);
        server = vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LOG.infof("Serves the live API over HTTP on port %s", server.actualPort());
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Endpoint endpoint, RoutingContext call) {
        String token = token(call);
        Future<byte[]> body = token.isEmpty() || !endpoint.about().hasBody()
                ? Future.succeededFuture(NO_BODY)
                : BodyReader.read(vertx, call.request());
        body.compose(text -> Future.fromCompletionStage(callers.admit(token), vertx.getOrCreateContext())
                        .compose(caller -> Future.fromCompletionStage(
                                endpoint.call().answer(new Ask(endpoint, call, caller, text)),
                                vertx.getOrCreateContext())))
                .onSuccess(answer -> give(answer, call))
                .onFailure(failure -> give(Refusals.of(failure), call));
    }

    private static void give(Answer answer, RoutingContext call) {
        // Whoever has gone gets nothing.
        if (!call.response().closed()) {
            answer.give(call.response());
        }
    }

    /** Empty: it shows none. */
    private static String token(RoutingContext call) {
        String authorization = call.request().getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }
}
