package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Self;
import java.time.Duration;
import java.util.Optional;

/** Self of the process of that pid, in the JVM that it runs in. */
final class ProcessSelf implements Self {
    /** The way from a process to its agent. */
    interface Agent {
        /** Passes on what the process tells another. */
        void send(ProcessSignal signal);

        /** The process takes exit signals so from now on; when this returns, the agent knows. */
        void handleExits(ExitHandling handling);
    }

    private final Pid pid;
    private final Agent agent;
    private final Mailbox mailbox = new Mailbox();

    ProcessSelf(Pid pid, Agent agent) {
        this.pid = pid;
        this.agent = agent;
    }

    /** A signal that was trapped. */
    void deliver(ProcessSignal signal) {
        mailbox.put(Peers.message(signal));
    }

    @Override
    public String pid() {
        return pid.toString();
    }

    @Override
    public String pool() {
        return pid.pool();
    }

    @Override
    public String host() {
        return pid.host();
    }

    @Override
    public void link(String other) {
        // As in Erlang, who links with itself is none the wiser.
        if (!other.equals(pid())) {
            agent.send(Peers.link(other));
        }
    }

    @Override
    public void unlink(String other) {
        agent.send(Peers.unlink(other));
    }

    @Override
    public void exit(String other, String reason) {
        agent.send(Peers.exit(other, reason));
    }

    @Override
    public void trapExits(boolean trap) {
        agent.handleExits(trap ? ExitHandling.TRAPPED : ExitHandling.UNTRAPPED);
    }

    @Override
    public ExitMessage receive() throws InterruptedException {
        return mailbox.take();
    }

    @Override
    public Optional<ExitMessage> receive(Duration timeout) throws InterruptedException {
        return mailbox.poll(timeout);
    }
}
