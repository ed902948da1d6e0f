package io.kpool.operator.http;

import io.kpool.operator.security.OperatorCertificates;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The port of the live API over HTTP, with TLS by the operator's certificate, whatever that is when somebody dials. It is
 * open from the start; an operator that does not lead says so.
 */
final class HttpDoor implements AutoCloseable {
    private static final int HEADER_BYTES = 16 * 1024;
    /** Requests of one connection at once, over HTTP/2. */
    private static final int STREAMS = 32;
    /** In 30 seconds, on one connection; what they cost is bounded by how many may be open. */
    private static final int RESETS = 10_000;

    private static final Logger LOG = Logger.getLogger(HttpDoor.class);

    private final Vertx vertx;
    private final OperatorCertificates certificates;
    private final Doorkeeper doorkeeper;
    private final BodyRoom room = new BodyRoom();
    private final Router router;
    private HttpServer server;

    HttpDoor(Vertx vertx, OperatorCertificates certificates, Doorkeeper doorkeeper, List<Endpoint> endpoints) {
        this.vertx = vertx;
        this.certificates = certificates;
        this.doorkeeper = doorkeeper;
        this.router = Router.router(vertx);
        endpoints.forEach(
                endpoint -> router.route(endpoint.method(), endpoint.route()).handler(call -> serve(endpoint, call)));
        Published.documents(endpoints)
                .forEach((path, document) -> router.get(path).handler(document::give));
        onError(400, call -> Refusals.badlyEncoded());
        onError(404, call -> Refusals.noSuchPath(call.request().path()));
        onError(
                405,
                call -> Refusals.wrongMethod(
                        call.request().method().name(), call.request().path()));
        onError(500, call -> Refusals.of(call.failure()));
    }

    private void onError(int code, Function<RoutingContext, Answer> answer) {
        router.errorHandler(code, call -> answer.apply(call).give(call.response()));
    }

    Router router() {
        return router;
    }

    BodyRoom room() {
        return room;
    }

    /**
     * Opens the port; blocks until it is.
     *
     * @param port 0: a free one
     */
    void listen(int port) {
        listen(port, new Guests(vertx, Guests.MOST, Guests.IDLE));
    }

    void listen(int port, Guests guests) {
        server = vertx.createHttpServer(options(port))
                .connectionHandler(connection -> guests.came(connection, doorkeeper.isProxy(connection)))
                .requestHandler(request -> guests.asks(request, router))
                .invalidRequestHandler(HttpDoor::refuseUnread)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LOG.infof("Serves the live API over HTTP on port %s", server.actualPort());
    }

    private HttpServerOptions options(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setPort(port)
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(KeyCertOptions.wrap(certificates.keyManager()))
                .setTrustOptions(doorkeeper.clients())
                .setClientAuth(doorkeeper.certificates())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(HEADER_BYTES);
        // Of a caller whose machine is gone nothing is heard while an answer is on its way.
        options.setTcpKeepAlive(true);
        options.getInitialSettings().setMaxConcurrentStreams(STREAMS);
        // All who come through the API server share its connections: one who breaks off often must not end them.
        options.setHttp2RstFloodMaxRstFramePerWindow(RESETS);
        return options;
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Who asks is known before anything of the body is read. */
    private void serve(Endpoint endpoint, RoutingContext call) {
        BodyReader body = BodyReader.hold(call.request(), room);
        Context context = vertx.getOrCreateContext();
        Future.fromCompletionStage(doorkeeper.admit(call.request()), context)
                .compose(caller -> body.read(vertx).compose(text -> {
                    try {
                        return Future.fromCompletionStage(
                                endpoint.call().answer(new Ask(endpoint, call, caller, text)), context);
                    } finally {
                        body.release();
                    }
                }))
                .onSuccess(answer -> give(answer, call))
                .onFailure(failure -> {
                    body.release();
                    refuse(failure, endpoint, call);
                });
    }

    private static void refuse(Throwable failure, Endpoint endpoint, RoutingContext call) {
        if (failure instanceof BodyReader.BrokenOffException) {
            call.response().reset();
        } else {
            give(Refusals.of(failure, endpoint.resource()), call);
        }
    }

    private static void give(Answer answer, RoutingContext call) {
        // Whoever has gone gets nothing.
        if (!call.response().closed()) {
            answer.give(call.response());
        }
    }

    private static void refuseUnread(HttpServerRequest request) {
        Refusals.unreadable().give(request.response());
        request.connection().close();
    }
}
