package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.SpawnOrder.Patience;
import io.kpool.operator.live.SpawnOrder.Until;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.SpawnAnswer;
import io.kpool.protocol.agent.SpawnQuestion;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.SpawnRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** What processes want started: each in its own pool, where it may do what that pool's users may. Lives on the loop. */
final class SpawnQuestions {
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Leading leading;
    private final HouseSessions houses;

    SpawnQuestions(Leading leading, HouseSessions houses) {
        this.leading = leading;
        this.houses = houses;
    }

    /** @param home the pool of who asks */
    void ask(PoolKey home, SpawnQuestion asked, Consumer<SpawnAnswer> answer) {
        if (!asked.getPool().equals(home.name())) {
            answer.accept(refusal(ErrorKind.FORBIDDEN, "a process may start others in its own pool only"));
            return;
        }
        Duration atMost = asked.getTimeoutMillis() == 0
                ? USUAL
                : Duration.ofMillis(Integer.toUnsignedLong(asked.getTimeoutMillis()));
        if (atMost.compareTo(LONGEST) > 0) {
            answer.accept(refusal(ErrorKind.INVALID, "nobody waits for more than an hour"));
            return;
        }
        Until until = asked.getAwaitExit() ? Until.ENDED : Until.STARTED;
        long dueMillis = leading.loop().nowMillis() + atMost.toMillis();
        houses.spawn(leading, home, new SpawnOrder("", request(asked), "", new Patience(until, atMost)))
                .whenComplete((process, failure) -> answer.accept(
                        failure == null ? answer(home, until, process) : refusal(Gate.unwrapped(failure), dueMillis)));
    }

    private SpawnAnswer answer(PoolKey home, Until until, Process process) {
        if (until == Until.ENDED && !process.hasExit()) {
            leading.pools().kill(home, Pid.parse(process.getPid()));
            return refusal(ErrorKind.DEADLINE, process.getPid() + " had not ended in time, and is killed").toBuilder()
                    .setPid(process.getPid())
                    .build();
        }
        SpawnAnswer.Builder answer = SpawnAnswer.newBuilder().setPid(process.getPid());
        return process.hasExit() ? answer.setExit(exit(process.getExit())).build() : answer.build();
    }

    private SpawnAnswer refusal(LiveException why, long dueMillis) {
        boolean isLate =
                why.kind() == ErrorKind.UNKNOWN_OUTCOME && leading.loop().nowMillis() >= dueMillis;
        return refusal(isLate ? ErrorKind.DEADLINE : why.kind(), why.getMessage());
    }

    private static SpawnAnswer refusal(ErrorKind kind, String message) {
        return SpawnAnswer.newBuilder()
                .setError(kind.text())
                .setMessage(message)
                .build();
    }

    private static SpawnRequest request(SpawnQuestion asked) {
        SpawnRequest.Builder request =
                SpawnRequest.newBuilder().setPool(asked.getPool()).setHost(asked.getHost());
        return switch (asked.getWhatCase()) {
            case JAVA -> request.setJava(asked.getJava()).build();
            case COMMAND_LINE -> request.setCommandLine(asked.getCommandLine()).build();
            case WHAT_NOT_SET -> request.build();
        };
    }

    private static Exit exit(Exited exited) {
        return Exit.newBuilder()
                .setReason(exited.getReason())
                .setCode(exited.getCode())
                .setMessage(exited.getMessage())
                .setResult(exited.getResult())
                .setStarted(exited.getStarted())
                .build();
    }
}
