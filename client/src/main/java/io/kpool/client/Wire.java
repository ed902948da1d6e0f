package io.kpool.client;

import com.google.protobuf.ByteString;
import io.kpool.protocol.live.Code;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.OutputStream;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.protocol.process.Unlink;
import java.util.Locale;
import java.util.Optional;

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

    static ProcessSignal message(String pid, ByteString body) {
        return ProcessSignal.newBuilder()
                .setPeer(pid)
                .setMessage(io.kpool.protocol.process.Message.newBuilder().setBody(body))
                .build();
    }

    static ProcessSignal reply(String pid, long call, ByteString body) {
        return ProcessSignal.newBuilder()
                .setPeer(pid)
                .setReply(Reply.newBuilder().setCall(call).setBody(body))
                .build();
    }

    /** A call cannot be received. */
    static ProcessSignal full(String pid, long call) {
        return ProcessSignal.newBuilder()
                .setPeer(pid)
                .setReply(Reply.newBuilder()
                        .setCall(call)
                        .setFailure(Undelivered.RECEIVER_FULL)
                        .setMessage("the mailbox has no room: " + Mailbox.MOST + " messages, or " + Mailbox.MOST_BYTES
                                + " bytes"))
                .build();
    }

    /** A message cannot be received. */
    static ProcessSignal full(String pid) {
        return ProcessSignal.newBuilder()
                .setPeer(pid)
                .setBounce(Bounce.newBuilder().setWhy(Undelivered.RECEIVER_FULL))
                .build();
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

    static ErrorCode code(Undelivered why) {
        return switch (why) {
            case RECEIVER_GONE -> ErrorCode.NO_SUCH_PROCESS;
            case RECEIVER_FULL -> ErrorCode.MAILBOX_FULL;
            case UNDELIVERED_UNSPECIFIED, RECEIVER_LOST, UNRECOGNIZED -> ErrorCode.UNKNOWN_OUTCOME;
        };
    }

    /** Empty: it is none. */
    static Optional<KpoolException> failure(DirectoryResponse answer) {
        Optional<ErrorCode> code =
                switch (answer.getError()) {
                    case DIRECTORY_ERROR_NONE -> Optional.empty();
                    case NO_SUCH_GROUP -> Optional.of(ErrorCode.NO_SUCH_GROUP);
                    case NO_PROCESS -> Optional.of(ErrorCode.NO_PROCESS);
                    case NO_PID -> Optional.of(ErrorCode.NO_PID);
                    case NO_NODE -> Optional.of(ErrorCode.NO_NODE);
                    case DIRECTORY_INVALID -> Optional.of(ErrorCode.INVALID);
                    case DIRECTORY_FORBIDDEN -> Optional.of(ErrorCode.FORBIDDEN);
                    case DIRECTORY_UNAVAILABLE -> Optional.of(ErrorCode.UNAVAILABLE);
                    case UNRECOGNIZED -> Optional.of(ErrorCode.UNKNOWN_OUTCOME);
                };
        return code.map(word -> new KpoolException(word, answer.getMessage()));
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
