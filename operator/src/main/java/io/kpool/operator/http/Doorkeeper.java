package io.kpool.operator.http;

import io.kpool.operator.aggregation.FrontProxy;
import io.kpool.operator.live.Callers;
import io.kpool.operator.security.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.TrustOptions;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Finds out who asks: for whom the API server asks, on a connection of its own; otherwise whose token is shown. */
final class Doorkeeper {
    private static final String BEARER = "Bearer ";

    private final Callers callers;
    private final FrontProxy proxy;

    Doorkeeper(Callers callers, FrontProxy proxy) {
        this.callers = callers;
        this.proxy = proxy;
    }

    /** Whose certificates are taken from clients that show one. */
    TrustOptions clients() {
        return TrustOptions.wrap(proxy.trustManager());
    }

    CompletionStage<Caller> admit(HttpServerRequest request) {
        return proxy.caller(shown(request), request.headers())
                .map(callers::admitKnown)
                .orElseGet(() -> callers.admit(token(request)));
    }

    private static List<Certificate> shown(HttpServerRequest request) {
        try {
            return request.connection().peerCertificates();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** Empty: it shows none. */
    private static String token(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }
}
