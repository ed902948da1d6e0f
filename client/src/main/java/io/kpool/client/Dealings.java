package io.kpool.client;

import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.Welcome;
import java.util.List;

/** What a session has under way with others, whatever stream carries it; confined to the loop. */
final class Dealings {
    private final Ties ties = new Ties();
    private final Requests requests;
    private final Departures departures;
    private final Post post;
    private final Reception reception;
    private final Correspondence correspondence;

    Dealings(KpoolOptions options, ClientLoop loop, Teller teller) {
        this.requests = new Requests(options.mostWaiting(), ties.links());
        this.departures = new Departures(requests);
        this.post = new Post(
                loop,
                departures,
                new Mailbox(mailbox -> options.messageListener()
                        .ifPresent(hearer -> teller.tell(() -> mailbox.poll().ifPresent(hearer)))));
        this.reception = new Reception(requests, ties, teller, post);
        this.correspondence = new Correspondence(loop, ties, departures, teller);
    }

    Requests requests() {
        return requests;
    }

    Post post() {
        return post;
    }

    Correspondence correspondence() {
        return correspondence;
    }

    /** What the operator has to know first of all. */
    Open.Builder addTo(Open.Builder open) {
        return open.setHighestSent(requests.highestSent())
                .addAllLink(ties.links().all())
                .addAllMembership(ties.memberships().all());
    }

    /** @return partners of links that are no more */
    List<String> welcomed(LiveStream stream, Welcome first) {
        ties.followers().repeatOver(stream);
        if (!first.getRenewed()) {
            requests.continued(first.getCredit());
            return List.of();
        }
        departures.renewed();
        ties.memberships().removeAll();
        requests.renewed(first.getCredit());
        return ties.links().removeAll();
    }

    void received(LiveStream stream, SessionFrame frame) {
        reception.received(stream, frame);
    }

    void sendOver(LiveStream stream) {
        departures.sendOver(stream);
    }

    /** Tells which answers may be forgotten. */
    void acknowledgeOver(LiveStream stream) {
        departures.acknowledgeOver(stream);
    }

    /** What is still to be said before the session is closed, and that it is. */
    void takeLeaveOver(LiveStream stream) {
        departures.sendOver(stream);
        stream.outgoing().close();
        stream.flush();
    }

    void disconnected() {
        requests.disconnected();
    }

    void end(KpoolException why) {
        requests.abandon(why);
        post.close(why);
    }
}
