package io.kpool.worker.process;

import io.kpool.pool.directory.Node;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.SpawnAnswer;
import io.kpool.protocol.agent.SpawnQuestion;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.Json;
import io.kpool.worker.api.RemoteFunction;
import io.kpool.worker.function.JsonValues;
import java.time.Duration;

/** Functions that a process has run elsewhere, as processes of their own. */
record RemoteRuns(SelfAgent agent, JsonValues json) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What it returns on that host. */
    Json run(String node, RemoteFunction function) throws InterruptedException {
        Node place = Node.parse(node);
        SpawnAnswer answer = ask(
                question(function).setPool(place.pool()).setHost(place.host()).setAwaitExit(true));
        if (!answer.getError().isEmpty()) {
            throw new FailureException(failure(answer.getError()), words(answer.getError(), answer.getMessage()));
        }
        Exit exit = answer.getExit();
        return switch (exit.getReason()) {
            case NORMAL -> json.read(exit.getResult());
            case DEADLINE -> throw new FailureException(Failure.TIMEOUT, describe(exit));
            default -> throw new FailureException(Failure.BADRPC, describe(exit));
        };
    }

    private SpawnAnswer ask(SpawnQuestion.Builder question) throws InterruptedException {
        return agent.ask(Question.newBuilder().setSpawn(question).build()).getSpawn();
    }

    private static Failure failure(String error) {
        return switch (error) {
            case "no_node", "no_such_pool", "unknown_node" -> Failure.NO_NODE;
            case "deadline", "queue_timeout" -> Failure.TIMEOUT;
            case "unavailable", "unknown_outcome" -> Failure.NOCONNECTION;
            case "invalid" -> Failure.INVALID;
            case "forbidden" -> Failure.FORBIDDEN;
            default -> Failure.BADRPC;
        };
    }

    /** The pid of a process of that pool that runs it. */
    String spawn(String pool, RemoteFunction function) throws InterruptedException {
        SpawnAnswer answer = ask(question(function).setPool(pool));
        if (!answer.getError().isEmpty()) {
            Failure failure =
                    failure(answer.getError()) == Failure.NOCONNECTION ? Failure.NOCONNECTION : Failure.NOT_STARTED;
            throw new FailureException(failure, words(answer.getError(), answer.getMessage()));
        }
        if (answer.hasExit() && !answer.getExit().getStarted()) {
            throw new FailureException(Failure.NOT_STARTED, describe(answer.getExit()));
        }
        return answer.getPid();
    }

    private SpawnQuestion.Builder question(RemoteFunction function) {
        Duration timeout = function.timeout();
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new FailureException(Failure.INVALID, "a timeout is more than nothing and at most an hour");
        }
        return SpawnQuestion.newBuilder()
                .setJava(JavaFunction.newBuilder()
                        .setModule(function.module())
                        .setFunction(function.function())
                        .setArguments(json.write(function.args()))
                        .setCallback(function.callback()))
                .setTimeoutMillis((int) Math.max(1, timeout.toMillis()));
    }

    private static String describe(Exit exit) {
        ExitReason reason = exit.getReason();
        return words(Peers.word(reason), exit.getMessage());
    }

    private static String words(String word, String message) {
        return message.isEmpty() ? word : word + ": " + message;
    }
}
