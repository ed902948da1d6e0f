package io.kpool.client;

import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.KeyKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The process groups of the session's namespace: Erlang's module {@code pg2}. Groups are texts of 1 to 253 characters. A
 * process that ends leaves all its groups; so does the session, whose memberships outlive lost connections as it does.
 *
 * <p>All methods fail with {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#INVALID}, {@link ErrorCode#UNAVAILABLE} after
 * 30 s without an operator, and {@link ErrorCode#SESSION_ENDED}. What may be asked twice without harm is asked again after
 * a lost connection; joining and leaving is not, and fails with {@link ErrorCode#UNKNOWN_OUTCOME}.
 */
public final class ProcessGroups {
    private final Directory directory;

    ProcessGroups(Directory directory) {
        this.directory = directory;
    }

    /** {@code pg2:create(Name)}: makes the ProcessGroup, unless there is one. Needs {@code create groups}. */
    public void create(String group) throws InterruptedException {
        Waiting.forResult(directory.ask(DirectoryOperation.CREATE_GROUP, group));
    }

    /** {@link #create} without waiting. */
    public CompletionStage<Void> createAsync(String group) {
        return done(directory.ask(DirectoryOperation.CREATE_GROUP, group));
    }

    /**
     * {@code pg2:delete(Name)}: deletes the ProcessGroup, if there is one; who is in it is unharmed, unless it was made
     * from its template. Needs {@code delete groups}.
     */
    public void delete(String group) throws InterruptedException {
        Waiting.forResult(directory.ask(DirectoryOperation.DELETE_GROUP, group));
    }

    /** {@link #delete} without waiting. */
    public CompletionStage<Void> deleteAsync(String group) {
        return done(directory.ask(DirectoryOperation.DELETE_GROUP, group));
    }

    /**
     * {@code pg2:join(Name, Pid)}: any process, once more than before. Needs {@code update groups}.
     *
     * @throws KpoolException {@link ErrorCode#NO_SUCH_GROUP}, {@link ErrorCode#UNKNOWN_OUTCOME}
     */
    public void join(String group, String pid) throws InterruptedException {
        Waiting.forResult(directory.ask(DirectoryOperation.JOIN, group, pid));
    }

    /** {@link #join(String, String)} without waiting. */
    public CompletionStage<Void> joinAsync(String group, String pid) {
        return done(directory.ask(DirectoryOperation.JOIN, group, pid));
    }

    /** {@code pg2:join(Name, self())}: the session. Fails as {@link #join(String, String)}. */
    public void join(String group) throws InterruptedException {
        Waiting.forResult(directory.askOfSelf(DirectoryOperation.JOIN, group));
    }

    /** {@link #join(String)} without waiting. */
    public CompletionStage<Void> joinAsync(String group) {
        return done(directory.askOfSelf(DirectoryOperation.JOIN, group));
    }

    /**
     * {@code pg2:leave(Name, Pid)}: once of the times that it joined; who has not joined need not leave. Needs {@code
     * update groups}.
     *
     * @throws KpoolException {@link ErrorCode#NO_SUCH_GROUP}, {@link ErrorCode#UNKNOWN_OUTCOME}
     */
    public void leave(String group, String pid) throws InterruptedException {
        Waiting.forResult(directory.ask(DirectoryOperation.LEAVE, group, pid));
    }

    /** {@link #leave(String, String)} without waiting. */
    public CompletionStage<Void> leaveAsync(String group, String pid) {
        return done(directory.ask(DirectoryOperation.LEAVE, group, pid));
    }

    /** {@code pg2:leave(Name, self())}: the session. Fails as {@link #leave(String, String)}. */
    public void leave(String group) throws InterruptedException {
        Waiting.forResult(directory.askOfSelf(DirectoryOperation.LEAVE, group));
    }

    /** {@link #leave(String)} without waiting. */
    public CompletionStage<Void> leaveAsync(String group) {
        return done(directory.askOfSelf(DirectoryOperation.LEAVE, group));
    }

    /**
     * {@code pg2:get_members(Name)}: pids in order, each as often as it joined. Needs {@code get groups}.
     *
     * @throws KpoolException {@link ErrorCode#NO_SUCH_GROUP}
     */
    public List<String> getMembers(String group) throws InterruptedException {
        return Waiting.forResult(pids(directory.ask(DirectoryOperation.GET_MEMBERS, group)));
    }

    /** {@link #getMembers} without waiting. */
    public CompletionStage<List<String>> getMembersAsync(String group) {
        return pids(directory.ask(DirectoryOperation.GET_MEMBERS, group)).minimalCompletionStage();
    }

    /**
     * {@code pg2:get_local_members(Name)}: likewise, those on one host. Needs {@code get groups}.
     *
     * @param host {@code <pool>/<host>}
     * @throws KpoolException {@link ErrorCode#NO_SUCH_GROUP}
     */
    public List<String> getLocalMembers(String group, String host) throws InterruptedException {
        return Waiting.forResult(pids(directory.askNear(DirectoryOperation.GET_LOCAL_MEMBERS, group, host)));
    }

    /** {@link #getLocalMembers} without waiting. */
    public CompletionStage<List<String>> getLocalMembersAsync(String group, String host) {
        return pids(directory.askNear(DirectoryOperation.GET_LOCAL_MEMBERS, group, host))
                .minimalCompletionStage();
    }

    /** {@code pg2:which_groups()}, in order. Needs {@code list groups}. */
    public List<String> whichGroups() throws InterruptedException {
        return Waiting.forResult(pids(directory.ask(DirectoryOperation.WHICH_GROUPS, "")));
    }

    /** {@link #whichGroups} without waiting. */
    public CompletionStage<List<String>> whichGroupsAsync() {
        return pids(directory.ask(DirectoryOperation.WHICH_GROUPS, "")).minimalCompletionStage();
    }

    /**
     * {@code pg2:get_closest_pid(Name)} of who is on no host: one at random, who has joined twice being twice as likely.
     * Needs {@code get groups}.
     *
     * @throws KpoolException {@link ErrorCode#NO_SUCH_GROUP}; {@link ErrorCode#NO_PROCESS}: the group is empty
     */
    public String getClosestPid(String group) throws InterruptedException {
        return getClosestPid(group, "");
    }

    /**
     * {@code pg2:get_closest_pid(Name)}: one on that host at random, if there is one, else any. Fails as {@link
     * #getClosestPid(String)}.
     *
     * @param host {@code <pool>/<host>}
     */
    public String getClosestPid(String group, String host) throws InterruptedException {
        return Waiting.forResult(closest(group, host));
    }

    /** {@link #getClosestPid(String, String)} without waiting. */
    public CompletionStage<String> getClosestPidAsync(String group, String host) {
        return closest(group, host).minimalCompletionStage();
    }

    /**
     * {@code pg:monitor(Group)}: tells the listener who is in a group now, which need not exist, and then what changes.
     * Returns when the first is on its way to the listener. Needs {@code watch groups}.
     */
    public Watch watch(String group, Consumer<KeyEvent> listener) throws InterruptedException {
        return Directory.await(directory.watch(KeyKind.GROUP, group, listener));
    }

    private CompletableFuture<String> closest(String group, String host) {
        return directory
                .askNear(DirectoryOperation.GET_CLOSEST_PID, group, host)
                .thenApply(answer -> answer.getValue(0));
    }

    private static CompletionStage<Void> done(CompletableFuture<DirectoryResponse> answer) {
        return answer.<Void>thenApply(done -> null).minimalCompletionStage();
    }

    private static CompletableFuture<List<String>> pids(CompletableFuture<DirectoryResponse> answer) {
        return answer.thenApply(said -> List.copyOf(said.getValueList()));
    }
}
