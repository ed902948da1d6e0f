package io.kpool.operator.http;

import io.kpool.operator.aggregation.FrontProxy;
import io.kpool.operator.live.Callers;
import io.kpool.operator.security.Caller;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
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
    private final boolean aggregated;

    /** @param aggregated whether API servers pass requests on at all */
    Doorkeeper(Callers callers, FrontProxy proxy, boolean aggregated) {
        this.callers = callers;
        this.proxy = proxy;
        this.aggregated = aggregated;
    }

    /** Whose certificates are taken from clients that show one. */
    TrustOptions clients() {
        return TrustOptions.wrap(proxy.trustManager());
    }

    /** Nobody else's is of any use, and some clients show theirs to whoever asks. */
    ClientAuth certificates() {
        return aggregated ? ClientAuth.REQUEST : ClientAuth.NONE;
    }

    /** Whether it is the API server that has connected. */
    boolean isProxy(HttpConnection connection) {
        return proxy.isKnown(shown(connection));
    }

    CompletionStage<Caller> admit(HttpServerRequest request) {
        return proxy.caller(shown(request.connection()), request.headers())
                .map(callers::admitKnown)
                .orElseGet(() -> callers.admit(token(request)));
    }

    private static List<Certificate> shown(HttpConnection connection) {
        try {
            return connection.peerCertificates();
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
