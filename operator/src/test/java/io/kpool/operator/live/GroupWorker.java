package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.agent.SpawnQuestion;
import io.kpool.protocol.agent.Subscription;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.LeaveReason;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import java.util.ArrayDeque;
import java.util.Deque;

/** A worker whose processes have to do with groups, names and messages; hears word by word, in the order of the wire. */
record GroupWorker(FakeWorker worker, Deque<String> words) {
    GroupWorker(FakeWorker worker) {
        this(worker, new ArrayDeque<>());
    }

    static Key group(String text) {
        return Key.newBuilder().setKind(KeyKind.GROUP).setText(text).build();
    }

    static Key name(String text) {
        return Key.newBuilder().setKind(KeyKind.NAME).setText(text).build();
    }

    void subscribe(Key key) {
        worker.send(WorkerFrame.newBuilder()
                .addSubscription(Subscription.newBuilder().setKey(key)));
    }

    void unsubscribe(Key key) {
        worker.send(WorkerFrame.newBuilder()
                .addSubscription(Subscription.newBuilder().setKey(key).setStop(true)));
    }

    /** Its process 1 asks that. */
    void ask(long number, DirectoryOperation operation, String key, String pid) {
        worker.send(WorkerFrame.newBuilder()
                .addQuestion(Question.newBuilder()
                        .setSerial(1)
                        .setNumber(number)
                        .setDirectory(DirectoryRequest.newBuilder()
                                .setOperation(operation)
                                .setKey(key)
                                .setPid(pid))));
    }

    void ask(long number, SpawnQuestion.Builder spawn) {
        worker.send(WorkerFrame.newBuilder()
                .addQuestion(
                        Question.newBuilder().setSerial(1).setNumber(number).setSpawn(spawn)));
    }

    void say(long serial, String pid, String body, long call) {
        say(
                serial,
                ProcessSignal.newBuilder()
                        .setPeer(pid)
                        .setMessage(Message.newBuilder()
                                .setBody(ByteString.copyFromUtf8(body))
                                .setCall(call)));
    }

    void reply(long serial, String pid, String body, long call) {
        say(
                serial,
                ProcessSignal.newBuilder()
                        .setPeer(pid)
                        .setReply(Reply.newBuilder()
                                .setBody(ByteString.copyFromUtf8(body))
                                .setCall(call)));
    }

    void say(long serial, ProcessSignal.Builder signal) {
        worker.send(WorkerFrame.newBuilder()
                .addSignal(SentSignal.newBuilder().setSerial(serial).setSignal(signal)));
    }

    /** The next word. */
    String hears() throws InterruptedException {
        while (words.isEmpty()) {
            read(worker.frame());
        }
        return words.remove();
    }

    private void read(OperatorFrame frame) {
        frame.getMembershipList().forEach(set -> words.add(word(set)));
        frame.getSnapshotList().forEach(page -> words.add(word(page)));
        frame.getChangeList().forEach(change -> words.add(word(change)));
        frame.getAnswerList().forEach(answer -> words.add(word(answer)));
        frame.getDeliveredList().forEach(delivered -> words.add(word(delivered)));
        frame.getLostList()
                .forEach(lost ->
                        words.add("lost " + lost.getPool() + "/" + lost.getHost() + "." + lost.getIncarnation()));
    }

    private static String word(SetMembership set) {
        return set.getSerial() + " stands under " + set.getMembership().getKey().getText() + " "
                + set.getMembership().getCount() + " times";
    }

    private static String word(KeySnapshot page) {
        StringBuilder word = new StringBuilder(page.getKey().getText()).append(page.getExists() ? " has" : " is not");
        page.getMemberList()
                .forEach(member ->
                        word.append(" ").append(member.getPid()).append("*").append(member.getCount()));
        return word.toString();
    }

    static String word(KeyChange change) {
        String reason = change.getReason() == LeaveReason.LEAVE_REASON_UNSPECIFIED ? "" : " " + change.getReason();
        String pids = change.getPidCount() == 0 ? "" : " " + String.join(",", change.getPidList());
        return change.getKey().getText() + " " + change.getEvent() + pids + reason;
    }

    private static String word(Answer answer) {
        if (answer.hasSpawn()) {
            return answer.getNumber() + ": " + answer.getSpawn().getPid() + " "
                    + answer.getSpawn().getError()
                    + (answer.getSpawn().hasExit()
                            ? answer.getSpawn().getExit().getReason() + " "
                                    + answer.getSpawn().getExit().getResult().toStringUtf8()
                            : "");
        }
        return answer.getNumber() + ": "
                + (answer.getDirectory().getError() == DirectoryError.DIRECTORY_ERROR_NONE
                        ? "ok" + answer.getDirectory().getValueList()
                        : answer.getDirectory().getError());
    }

    private static String word(DeliveredSignal delivered) {
        ProcessSignal signal = delivered.getSignal();
        String what =
                switch (signal.getWhatCase()) {
                    case MESSAGE ->
                        signal.getMessage().getBody().toStringUtf8()
                                + (signal.getMessage().getCall() > 0
                                        ? " in call " + signal.getMessage().getCall()
                                        : "");
                    case REPLY ->
                        "answer " + signal.getReply().getCall() + " "
                                + signal.getReply().getBody().toStringUtf8()
                                + signal.getReply().getFailure();
                    case BOUNCE -> "bounce " + signal.getBounce().getWhy();
                    case LINK, UNLINK, EXIT, WHAT_NOT_SET ->
                        signal.getWhatCase().name();
                };
        return delivered.getSerial() + " gets " + what + " from " + signal.getPeer();
    }
}
