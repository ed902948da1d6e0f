package io.kpool.client;

import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.process.ProcessSignal;

/** What the session tells other processes; on any thread. */
final class Correspondence implements Request.Owner {
    private final ClientLoop loop;
    private final Ties ties;
    private final Departures departures;
    private final Teller teller;

    Correspondence(ClientLoop loop, Ties ties, Departures departures, Teller teller) {
        this.loop = loop;
        this.ties = ties;
        this.departures = departures;
        this.teller = teller;
    }

    @Override
    public void link(String pid) {
        loop.execute(() -> ties.links().add(pid));
        send(Wire.link(pid));
    }

    @Override
    public void unlink(String pid) {
        loop.execute(() -> ties.links().remove(pid));
        send(Wire.unlink(pid));
    }

    @Override
    public void exit(String pid, String reason) {
        send(Wire.exit(pid, reason));
    }

    void follow(String pid, OutputListener listener) {
        loop.execute(() -> send(ties.followers().add(pid, listener)));
    }

    void unfollow(String pid) {
        loop.execute(() -> send(ties.followers().remove(pid)));
    }

    @Override
    public void afterOutput(Runnable news) {
        teller.tell(news);
    }

    private void send(FollowChange change) {
        departures.add(change);
        loop.drainSoon();
    }

    private void send(ProcessSignal signal) {
        departures.add(signal);
        loop.drainSoon();
    }
}
