package io.kpool.operator.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of the live API's port. Strangers have not shown who they are when they connect, hence there are only so
 * many of them, and one on which nothing was asked for a while is closed; an answer that is still on its way keeps it
 * open, however long it is silent. Lives on the port's one event loop.
 */
final class Guests {
    /** With a transport's buffers and 32 heads of requests in each, below 100 MiB. */
    static final int MOST = 256;

    /** Longer than clients keep connections that they do not use, so that it is they who close them. */
    static final Duration IDLE = Duration.ofSeconds(120);

    private final Vertx vertx;
    private final int most;
    private final Duration idle;
    private final Map<HttpConnection, Guest> present = new HashMap<>();
    private int strangers;

    /**
     * @param most connections of strangers
     * @param idle how long one stays on which nothing is asked
     */
    Guests(Vertx vertx, int most, Duration idle) {
        this.vertx = vertx;
        this.most = most;
        this.idle = idle;
    }

    /** @param known by its certificate: there is always room for the API server, on which a whole cluster depends */
    void came(HttpConnection connection, boolean known) {
        if (!known && strangers >= most) {
            connection.close();
            return;
        }
        int more = known ? 0 : 1;
        strangers += more;
        Guest guest = new Guest(connection);
        present.put(connection, guest);
        connection.closeHandler(gone -> {
            present.remove(connection);
            strangers -= more;
            guest.stay();
        });
        guest.rest();
    }

    /** Hands on what is asked, unless its connection is to go. */
    void asks(HttpServerRequest request, Handler<HttpServerRequest> next) {
        Guest guest = present.get(request.connection());
        if (guest == null) {
            request.connection().close();
            return;
        }
        guest.asks();
        request.response().endHandler(over -> guest.answered());
        next.handle(request);
    }

    /** One connection. */
    private final class Guest {
        private final HttpConnection connection;
        private int asked;
        private long timer;

        Guest(HttpConnection connection) {
            this.connection = connection;
        }

        void asks() {
            asked++;
            stay();
        }

        void answered() {
            asked--;
            if (asked == 0 && present.containsKey(connection)) {
                rest();
            }
        }

        void rest() {
            timer = vertx.setTimer(idle.toMillis(), late -> connection.close());
        }

        void stay() {
            vertx.cancelTimer(timer);
        }
    }
}
