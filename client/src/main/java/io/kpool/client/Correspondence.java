package io.kpool.client;

import io.kpool.protocol.process.ProcessSignal;

/** What the session tells other processes; on any thread. */
final class Correspondence implements Request.Owner {
    private final ClientLoop loop;
    private final Links links;
    private final Departures departures;
    private final Teller teller;

    Correspondence(ClientLoop loop, Links links, Departures departures, Teller teller) {
        this.loop = loop;
        this.links = links;
        this.departures = departures;
        this.teller = teller;
    }

    @Override
    public void link(String pid) {
        loop.execute(() -> {
            links.add(pid);
            send(Wire.link(pid));
        });
    }

    @Override
    public void unlink(String pid) {
        loop.execute(() -> {
            links.remove(pid);
            send(Wire.unlink(pid));
        });
    }

    @Override
    public void exit(String pid, String reason) {
        loop.execute(() -> send(Wire.exit(pid, reason)));
    }

    @Override
    public void afterOutput(Runnable news) {
        teller.tell(news);
    }

    private void send(ProcessSignal signal) {
        departures.add(signal);
        loop.drainSoon();
    }
}
