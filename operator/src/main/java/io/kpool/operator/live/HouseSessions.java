package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.SpawnRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sessions of the operator's own, one in each namespace, for callers that have none. Lives on the loop. */
final class HouseSessions {
    private final Map<String, House> houses = new HashMap<>();

    CompletionStage<Process> spawn(Leading leading, PoolKey pool, SpawnRequest request) {
        return houses.computeIfAbsent(
                        pool.namespace(), namespace -> new House(leading.begin(namespace), leading.loop()))
                .spawn(request);
    }

    private static final class House implements SessionListener {
        private final CallerSession<LiveSession> session;
        private final Loop loop;
        private final Map<Long, CompletableFuture<Process>> waiting = new HashMap<>();
        private long numbers;

        House(CallerSession<LiveSession> session, Loop loop) {
            this.loop = loop;
            this.session = session;
            session.actions().listener(this);
        }

        CompletionStage<Process> spawn(SpawnRequest request) {
            CompletableFuture<Process> answer = new CompletableFuture<>();
            waiting.put(++numbers, answer);
            session.actions().spawn(request.toBuilder().setNumber(numbers).build());
            return answer;
        }

        @Override
        public void told(long number, Answer answer) {
            CompletableFuture<Process> asked = waiting.remove(number);
            if (asked == null) {
                return;
            }
            Process.Builder process = Process.newBuilder().setOwner(session.id().toString());
            switch (answer) {
                case Answer.Started(var pid) ->
                    asked.complete(process.setPid(pid.toString())
                            .setState("Running")
                            .setStartedMillis(loop.nowMillis())
                            .build());
                case Answer.NeverStarted(var exit) ->
                    asked.complete(process.setState("Ended")
                            .setExit(LiveWire.exited(exit))
                            .build());
                case Answer.Failed(var why, var message) ->
                    asked.completeExceptionally(new LiveException(ErrorKind.of(why), message));
                case Answer.Ended _ -> throw new IllegalStateException("an end without a start");
            }
        }
    }
}
