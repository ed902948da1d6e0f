package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.Call;
import io.kpool.worker.api.Json;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.RemoteFunction;
import io.kpool.worker.api.Self;
import io.kpool.worker.api.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    public Received receive() throws InterruptedException {
        return mailbox.take();
    }

    @Override
    public Optional<Received> receive(Duration timeout) throws InterruptedException {
        return mailbox.poll(timeout);
    }

    @Override
    public void send(String pid, Object message) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Json ask(String pid, Object message, Duration timeout) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void reply(Call call, Object answer) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void createGroup(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void deleteGroup(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void join(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void join(String group, String pid) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void leave(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void leave(String group, String pid) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> whichGroups() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> getMembers(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> getLocalMembers(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public String getClosestPid(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Watch watchGroup(String group) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Watch watchName(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void unwatch(Watch watch) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void register() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void register(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void register(String name, String pid) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void unregister(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void unregister(String name, String pid) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public String pidOf(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public String myPid() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> allPidsOf(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> allNodesOf(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Map<String, List<String>> registry() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Json call(String name, Object message, Duration timeout) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void cast(String name, Object message) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Json nodeRpc(String name, RemoteFunction function) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Json doNodeRpc(String node, RemoteFunction function) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public String spawn(String pool, RemoteFunction function) {
        throw new UnsupportedOperationException("not yet");
    }
}
