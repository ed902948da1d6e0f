package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Unlink;
import io.kpool.worker.api.ExitMessage;

/** Between what user code says of other processes and the words of the wire. */
final class Peers {
    private static final String KILL = "kill";

    private Peers() {}

    static ProcessSignal link(String pid) {
        return to(pid).setLink(Link.getDefaultInstance()).build();
    }

    static ProcessSignal unlink(String pid) {
        return to(pid).setUnlink(Unlink.getDefaultInstance()).build();
    }

    static ProcessSignal exit(String pid, String reason) {
        ExitSignal.Builder signal = ExitSignal.newBuilder();
        switch (reason) {
            case KILL -> signal.setReason(ExitReason.KILLED);
            case "normal" -> signal.setReason(ExitReason.NORMAL);
            case "shutdown" -> signal.setReason(ExitReason.SHUTDOWN);
            default -> signal.setReason(ExitReason.EXIT).setMessage(Outcome.cut(reason));
        }
        return to(pid).setExit(signal).build();
    }

    private static ProcessSignal.Builder to(String pid) {
        if (SessionId.isOne(pid)) {
            SessionId.parse(pid);
        } else {
            Pid.parse(pid);
        }
        return ProcessSignal.newBuilder().setPeer(pid);
    }

    static ExitMessage message(ProcessSignal from) {
        ExitSignal signal = from.getExit();
        String reason =
                io.kpool.pool.ExitReason.valueOf(signal.getReason().name()).text();
        return new ExitMessage(from.getPeer(), reason, signal.getMessage());
    }
}
