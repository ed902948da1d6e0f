package io.kpool.worker;

import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.SpawnAnswer;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.Membership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * What processes ask of the operator. While there is no stream a question waits for the next. One whose stream ended before
 * its answer came is asked again, under another number, if that does no harm; otherwise nobody knows whether it was done.
 * Confined to the loop.
 */
final class Questions {
    private final Map<Long, ProcessEntry> entries;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private Reports reports = Reports.NONE;
    private long lastNumber;

    private static final class Open {
        private final ProcessEntry by;
        private final Question question;
        private final CompletableFuture<Answer> answer;
        private boolean sent;
        // The count that it asks for has been recorded: only its answer is yet to come.
        private boolean done;

        Open(ProcessEntry by, Question question, CompletableFuture<Answer> answer) {
            this.by = by;
            this.question = question;
            this.answer = answer;
        }

        boolean isOver() {
            return answer.isDone() || by.hasEnded() || by.isDisowned();
        }
    }

    /** @param entries the processes by their serials */
    Questions(Map<Long, ProcessEntry> entries) {
        this.entries = entries;
    }

    void reportTo(Reports now) {
        reports = now;
        List<Open> before = new ArrayList<>(open.values());
        open.clear();
        before.forEach(this::askAgain);
    }

    private void askAgain(Open one) {
        if (one.isOver()) {
            one.answer.cancel(false);
        } else if (one.done) {
            one.answer.complete(Answer.newBuilder()
                    .setDirectory(DirectoryResponse.getDefaultInstance())
                    .build());
        } else if (one.sent && !isHarmless(one)) {
            one.answer.complete(unavailable(one.question));
        } else {
            one.sent = false;
            ask(one);
        }
    }

    /** What is about a process of this worker: its count says whether that was done. And what changes nothing twice. */
    private static boolean isHarmless(Open one) {
        DirectoryRequest request = one.question.getDirectory();
        return one.question.hasDirectory()
                && switch (request.getOperation()) {
                    case CREATE_GROUP, WHICH_GROUPS, REGISTRY -> true;
                    case JOIN, LEAVE, REGISTER, UNREGISTER ->
                        Messages.here(one.by.pid(), request.getPid()).isPresent();
                    default -> false;
                };
    }

    private static Answer unavailable(Question question) {
        String message = "the stream to the operator broke: whether it was done is not known";
        Answer.Builder answer = Answer.newBuilder();
        return question.hasSpawn()
                ? answer.setSpawn(
                                SpawnAnswer.newBuilder().setError("unavailable").setMessage(message))
                        .build()
                : refused(DirectoryError.DIRECTORY_UNAVAILABLE, message);
    }

    private static Answer refused(DirectoryError error, String message) {
        return Answer.newBuilder()
                .setDirectory(DirectoryResponse.newBuilder().setError(error).setMessage(message))
                .build();
    }

    /** A process asks that. */
    void ask(ProcessEntry by, Question question, CompletableFuture<Answer> answer) {
        var one = new Open(by, question, answer);
        if (one.isOver()) {
            answer.complete(unavailable(question));
        } else if (isTooMuch(one)) {
            answer.complete(refused(
                    DirectoryError.DIRECTORY_INVALID,
                    "a process stands under at most " + Memberships.MOST + " groups and names"));
        } else {
            ask(one);
        }
    }

    private void ask(Open one) {
        long number = ++lastNumber;
        open.put(number, one);
        if (reports != Reports.NONE) {
            one.sent = true;
            reports.question(one.question.toBuilder()
                    .setSerial(one.by.serial())
                    .setNumber(number)
                    .build());
        }
    }

    private boolean isTooMuch(Open one) {
        DirectoryRequest request = one.question.getDirectory();
        boolean joins = request.getOperation() == DirectoryOperation.JOIN
                || request.getOperation() == DirectoryOperation.REGISTER;
        OptionalLong here = joins ? Messages.here(one.by.pid(), request.getPid()) : OptionalLong.empty();
        ProcessEntry who = here.isPresent() ? entries.get(here.getAsLong()) : null;
        return who != null && !who.memberships().hasRoomFor(key(request));
    }

    private static Key key(DirectoryRequest request) {
        return switch (request.getOperation()) {
            case REGISTER, UNREGISTER ->
                Key.newBuilder().setKind(KeyKind.NAME).setText(request.getKey()).build();
            default -> Key.newBuilder().setText(request.getKey()).build();
        };
    }

    void answered(Answer answer) {
        Open one = open.remove(answer.getNumber());
        if (one != null) {
            one.answer.complete(answer);
        }
    }

    /** A process stands under a key so often now, which may be what a question asked for. */
    void recorded(ProcessEntry entry, Membership now, int before) {
        String pid = entry.pid().toString();
        for (Open one : open.values()) {
            DirectoryRequest request = one.question.getDirectory();
            if (one.sent
                    && !one.done
                    && request.getPid().equals(pid)
                    && key(request).equals(now.getKey())
                    && step(request) == Integer.signum(now.getCount() - before)) {
                one.done = true;
                return;
            }
        }
    }

    private static int step(DirectoryRequest request) {
        return switch (request.getOperation()) {
            case JOIN, REGISTER -> 1;
            case LEAVE, UNREGISTER -> -1;
            default -> 0;
        };
    }
}
