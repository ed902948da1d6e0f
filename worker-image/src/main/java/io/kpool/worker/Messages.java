package io.kpool.worker;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.LostWorker;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.worker.process.Undeliverable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Brings messages, answers and what was not received: from one process of this worker to another at once, to others by the
 * operator; while there is no stream they wait for the next, as many as there is room for. Confined to the loop.
 */
final class Messages {
    private final Map<Long, ProcessEntry> entries;
    private final SendingRoom room;
    private final Unsent unsent = new Unsent();
    private final OpenCalls calls = new OpenCalls();
    private Reports reports = Reports.NONE;

    /** @param entries the processes by their serials */
    Messages(Map<Long, ProcessEntry> entries, SendingRoom room) {
        this.entries = entries;
        this.room = room;
    }

    void reportTo(Reports now) {
        room.streamEnded();
        reports = now;
        fail(calls.takeAll(), "the stream to the operator broke, and the answer, if there is one, is lost");
        if (now != Reports.NONE) {
            now.signalsSentTo(bytes -> {
                if (reports == now) {
                    room.taken(bytes);
                }
            });
            unsent.takeAll().forEach(this::report);
        }
    }

    /** A process tells another that; the peer is to whom. */
    void sent(ProcessEntry from, ProcessSignal signal) {
        String to = signal.getPeer();
        if (to.isEmpty()
                || signal.hasReply()
                        && !from.unanswered().remove(to, signal.getReply().getCall())) {
            return;
        }
        OptionalLong here = here(from.pid(), to);
        if (here.isPresent()) {
            ProcessSignal arriving =
                    signal.toBuilder().setPeer(from.pid().toString()).build();
            receive(here.getAsLong(), arriving, back -> receive(from.serial(), withPeer(back, to)));
        } else {
            out(from.serial(), signal);
        }
    }

    /** A process of this worker. */
    Optional<ProcessEntry> find(long serial) {
        return Optional.ofNullable(entries.get(serial));
    }

    /** The serial of a process that is on the same worker as that one. */
    static OptionalLong here(Pid mine, String other) {
        return Party.parse(other) instanceof Pid pid
                        && pid.worker().equals(mine.worker())
                        && pid.pool().equals(mine.pool())
                ? OptionalLong.of(pid.serial())
                : OptionalLong.empty();
    }

    /** Tells somebody elsewhere, now or as soon as that can be. */
    void out(long serial, ProcessSignal signal) {
        SentSignal sent =
                SentSignal.newBuilder().setSerial(serial).setSignal(signal).build();
        if (reports != Reports.NONE) {
            report(sent);
        } else if (!unsent.offer(sent) && signal.hasMessage()) {
            String words = "there is no stream to the operator, and too much waits for it";
            receive(serial, Undeliverable.because(signal, Undelivered.RECEIVER_FULL, words));
        }
    }

    private void report(SentSignal signal) {
        calls.sent(signal);
        room.queue(Outbox.cost(signal));
        reports.signal(signal);
    }

    /** Another, elsewhere, tells a process that; the peer is from whom. */
    void receive(long serial, ProcessSignal signal) {
        receive(serial, signal, back -> out(serial, back));
    }

    private void receive(long serial, ProcessSignal signal, Consumer<ProcessSignal> back) {
        ProcessEntry to = entries.get(serial);
        long call = signal.getMessage().getCall();
        if (to == null || to.hasEnded()) {
            if (call > 0) {
                back.accept(Undeliverable.because(signal, Undelivered.RECEIVER_GONE, "it is no more"));
            }
            return;
        }
        if (signal.hasReply()) {
            calls.closed(serial, signal.getReply().getCall());
        }
        if (call > 0) {
            to.unanswered().add(signal.getPeer(), call);
        }
        to.process().ifPresent(process -> process.deliver(signal));
    }

    private static ProcessSignal withPeer(ProcessSignal signal, String peer) {
        return signal.toBuilder().setPeer(peer).build();
    }

    /** A process does not wait any more for the answer to its call. */
    void abandoned(ProcessEntry entry, long call) {
        calls.closed(entry.serial(), call);
    }

    /** Those who wait for an answer from there wait in vain. */
    void lost(LostWorker worker) {
        fail(calls.takeThoseTo(worker), "its worker was lost, and the answer, if there is one, with it");
    }

    private void fail(List<OpenCalls.Open> open, String why) {
        for (OpenCalls.Open call : open) {
            Reply failed = failed(call.call(), Undelivered.RECEIVER_LOST, why);
            receive(
                    call.serial(),
                    ProcessSignal.newBuilder()
                            .setPeer(call.to())
                            .setReply(failed)
                            .build());
        }
    }

    private static Reply failed(long call, Undelivered why, String message) {
        return Reply.newBuilder()
                .setCall(call)
                .setFailure(why)
                .setMessage(message)
                .build();
    }

    /** A process has ended: who waits for its answer waits no longer. */
    void ended(ProcessEntry entry) {
        calls.ended(entry.serial());
        List<Unanswered.Asked> unanswered = entry.unanswered().takeAll();
        if (unanswered.isEmpty()) {
            return;
        }
        String why = entry.pid() + " ended before it had answered: " + words(entry.exit());
        for (Unanswered.Asked asked : unanswered) {
            ProcessSignal gone = ProcessSignal.newBuilder()
                    .setPeer(asked.by())
                    .setReply(failed(asked.call(), Undelivered.RECEIVER_GONE, why))
                    .build();
            OptionalLong here = here(entry.pid(), asked.by());
            if (here.isPresent()) {
                receive(here.getAsLong(), withPeer(gone, entry.pid().toString()));
            } else {
                out(entry.serial(), gone);
            }
        }
    }

    private static String words(Exit exit) {
        String reason =
                io.kpool.pool.ExitReason.valueOf(exit.getReason().name()).text();
        return exit.getMessage().isEmpty() ? reason : reason + ": " + exit.getMessage();
    }

    /** What was said before is of no interest to anybody. */
    void forget() {
        unsent.takeAll();
        calls.takeAll();
    }
}
