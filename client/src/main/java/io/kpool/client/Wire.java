package io.kpool.client;

import io.kpool.protocol.live.Code;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.OutputStream;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Unlink;
import java.util.Locale;

/** Between what users see and what goes over the wire. */
final class Wire {
    private static final ErrorCode[] ERROR_CODES = errorCodes();

    private Wire() {}

    static SpawnRequest spawn(Request request) {
        ProcessSpec spec = request.spec();
        SpawnRequest.Builder wire = SpawnRequest.newBuilder()
                .setNumber(request.number())
                .setPool(request.pool())
                .setHost(spec.host())
                .setDeadlineSeconds(spec.deadlineSeconds())
                .setLink(request.isLinked())
                .setFollow(spec.listener().isPresent());
        switch (spec.program()) {
            case JavaFunction function -> wire.setJava(function.wire());
            case Command command -> wire.setCommandLine(command.wire());
        }
        return wire.build();
    }

    static ProcessSignal link(String pid) {
        return ProcessSignal.newBuilder()
                .setPeer(pid)
                .setLink(Link.getDefaultInstance())
                .build();
    }

    static ProcessSignal unlink(String pid) {
        return ProcessSignal.newBuilder()
                .setPeer(pid)
                .setUnlink(Unlink.getDefaultInstance())
                .build();
    }

    /** The words that mean something in Erlang mean the same here; all others are the sender's own. */
    static ProcessSignal exit(String pid, String reason) {
        var signal = io.kpool.protocol.process.ExitSignal.newBuilder();
        switch (reason) {
            case "normal" -> signal.setReason(io.kpool.protocol.process.ExitReason.NORMAL);
            case "shutdown" -> signal.setReason(io.kpool.protocol.process.ExitReason.SHUTDOWN);
            case "kill" -> signal.setReason(io.kpool.protocol.process.ExitReason.KILLED);
            default ->
                signal.setReason(io.kpool.protocol.process.ExitReason.EXIT).setMessage(reason);
        }
        return ProcessSignal.newBuilder().setPeer(pid).setExit(signal).build();
    }

    static ProcessExit exit(Exited exited) {
        return new ProcessExit(
                reason(exited.getReason()),
                exited.getCode(),
                exited.getMessage(),
                exited.getResult().toStringUtf8());
    }

    static ExitSignal exitSignal(ProcessSignal signal) {
        var exit = signal.getExit();
        return new ExitSignal(
                signal.getPeer(),
                reason(exit.getReason()),
                exit.getMessage(),
                exit.getLinked() ? ExitSignal.Kind.LINKED : ExitSignal.Kind.SENT);
    }

    static ExitReason reason(io.kpool.protocol.process.ExitReason reason) {
        return switch (reason) {
            case EXIT_REASON_UNSPECIFIED, UNRECOGNIZED -> ExitReason.UNKNOWN;
            default -> ExitReason.valueOf(reason.name());
        };
    }

    static Output output(String pid, io.kpool.protocol.live.Output output) {
        return new Output(
                pid,
                output.getStream() == OutputStream.STDERR ? Output.Stream.STDERR : Output.Stream.STDOUT,
                output.getText().toByteArray(),
                output.getSkipped());
    }

    static ErrorCode code(Code code) {
        return code == Code.UNRECOGNIZED ? ErrorCode.UNKNOWN_OUTCOME : ERROR_CODES[code.getNumber()];
    }

    /** A trailer's word, such as {@code no_such_pool}; null: it is none of the known ones. */
    static ErrorCode code(String word) {
        try {
            return code(Code.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static ErrorCode[] errorCodes() {
        ErrorCode[] codes = new ErrorCode[Code.values().length - 1];
        for (Code code : Code.values()) {
            if (code != Code.UNRECOGNIZED) {
                codes[code.getNumber()] =
                        code == Code.CODE_UNSPECIFIED ? ErrorCode.UNKNOWN_OUTCOME : ErrorCode.valueOf(code.name());
            }
        }
        return codes;
    }
}
