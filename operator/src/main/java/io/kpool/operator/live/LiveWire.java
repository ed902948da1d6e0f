package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.kpool.pool.Answer;
import io.kpool.pool.Exit;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.PlacementRequest.Target;
import io.kpool.pool.SessionId;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.Failure;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.ExitReason;

/** Between the messages of the callers' wire and the domain's words. What makes no sense is an IllegalArgumentException. */
final class LiveWire {
    private LiveWire() {}

    static LiveRequest request(SessionId session, SpawnRequest request) {
        return new LiveRequest(session, request.getNumber(), Digest.of(request.toByteArray()));
    }

    static Target target(SpawnRequest request) {
        return request.getHost().isEmpty() ? new Anywhere() : new OnHost(request.getHost());
    }

    static Spawn spawn(SessionId session, SpawnRequest request) {
        Spawn.Builder spawn = Spawn.newBuilder();
        switch (request.getWhatCase()) {
            case JAVA -> spawn.setJava(SpawnBounds.checked(request.getJava()));
            case COMMAND_LINE -> spawn.setCommandLine(SpawnBounds.checked(request.getCommandLine()));
            case WHAT_NOT_SET -> throw new IllegalArgumentException("neither a function nor a command");
        }
        if (request.getLink()) {
            spawn.addLink(session.toString());
        }
        return spawn.setDeadlineSeconds(request.getDeadlineSeconds())
                .setFollow(request.getFollow())
                .build();
    }

    static Failure failure(long number, Answer.Failed failed) {
        return Failure.newBuilder()
                .setNumber(number)
                .setCode(ErrorKind.of(failed.why()).code())
                .setMessage(failed.message())
                .build();
    }

    static Exited.Builder exited(Exit exit) {
        Exited.Builder exited = Exited.newBuilder()
                .setReason(ExitReason.valueOf(exit.reason().name()))
                .setCode(exit.code())
                .setMessage(exit.message());
        return exit.result().isEmpty() ? exited : exited.setResult(ByteString.copyFromUtf8(exit.result()));
    }

    /** Whether there is nothing to say of an exit but that it was one. */
    static boolean isPlain(Exit exit) {
        return exit.reason().isSuccess()
                && exit.code() == 0
                && exit.message().isEmpty()
                && exit.result().isEmpty();
    }
}
