package io.kpool.pool;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The requests of one session that may be asked about again, by number. */
final class RequestBook {
    private final Consumer<CallerRequest> forgetting;
    private final AnswerRoom.Share share;
    private final Map<Long, CallerRequest> requests = new HashMap<>();
    // Those that are over, in that order; with some that were dropped since.
    private final ArrayDeque<CallerRequest> over = new ArrayDeque<>();
    private long lowestOpen = 1;
    private long highestReceived;
    private long highestDropped;
    private int unanswered;
    private int kept;
    // When the newest of those was over that went before their time.
    private long newestDroppedMillis = Long.MIN_VALUE;

    /** @param forgetting hears of each whose end nobody will ask for any more */
    RequestBook(AnswerRoom room, Consumer<CallerRequest> forgetting) {
        this.share = room.share(this::dropOldest);
        this.forgetting = forgetting;
    }

    /** Null: it is not known. */
    CallerRequest find(long number) {
        return requests.get(number);
    }

    /** Whether that number may have been known. */
    boolean isPast(long number) {
        return isPassed(number) || number <= highestDropped;
    }

    /** Whether the caller has all it wants of that number. */
    boolean isPassed(long number) {
        return number < lowestOpen;
    }

    int unanswered() {
        return unanswered;
    }

    /** Whether nothing is known that was over after that, nor was dropped: who asks for that is still told so. */
    boolean isGone(long millis) {
        return requests.isEmpty() && newestDroppedMillis <= millis;
    }

    void add(CallerRequest request) {
        requests.put(request.number(), request);
        highestReceived = Math.max(highestReceived, request.number());
        unanswered++;
    }

    void started(CallerRequest request, Answer.Started answer) {
        answered(request);
        request.started(answer);
    }

    /** Its process ended, or was lost before it was heard to start: the pool keeps that. */
    void ended(CallerRequest request, Answer answer, long nowMillis) {
        answered(request);
        request.ended(answer, nowMillis);
        keep(request, answer);
    }

    /** It has no process, and its pool has forgotten it. */
    void failed(CallerRequest request, Answer answer, long nowMillis) {
        answered(request);
        request.failed(answer, nowMillis);
        keep(request, answer);
    }

    /** Those before that number are of no interest any more. */
    void pass(long number) {
        long end = Math.min(number, highestReceived + 1);
        if (end - lowestOpen > requests.size()) {
            List.copyOf(requests.values()).stream()
                    .filter(request -> request.number() < end)
                    .forEach(this::drop);
        } else {
            for (long passed = lowestOpen; passed < end; passed++) {
                CallerRequest request = requests.get(passed);
                if (request != null) {
                    drop(request);
                }
            }
        }
        lowestOpen = Math.max(lowestOpen, number);
        purge();
    }

    /** Those that are over since then or longer are of no interest any more. */
    void expire(long millis) {
        while (!over.isEmpty() && over.peek().overMillis() <= millis) {
            dropOldest();
        }
    }

    void dropAll() {
        List.copyOf(requests.values()).forEach(this::drop);
        over.clear();
    }

    void drop(CallerRequest request) {
        requests.remove(request.number(), request);
        answered(request);
        request.last().ifPresent(answer -> {
            kept--;
            share.remove(answer);
        });
        request.drop();
        purge();
        if (request.isKept()) {
            forgetting.accept(request);
        }
    }

    private void keep(CallerRequest request, Answer answer) {
        over.add(request);
        kept++;
        purge();
        share.add(answer);
        while (kept > CallerSession.KEPT_ANSWERS) {
            dropOldest();
        }
    }

    private void dropOldest() {
        CallerRequest oldest = over.poll();
        if (!oldest.isDropped()) {
            highestDropped = Math.max(highestDropped, oldest.number());
            newestDroppedMillis = Math.max(newestDroppedMillis, oldest.overMillis());
            drop(oldest);
        }
    }

    private void purge() {
        while (!over.isEmpty() && over.peek().isDropped()) {
            over.poll();
        }
    }

    private void answered(CallerRequest request) {
        if (request.isUnanswered()) {
            unanswered--;
        }
    }
}
