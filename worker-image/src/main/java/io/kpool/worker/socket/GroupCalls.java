package io.kpool.worker.socket;

import io.kpool.worker.api.Self;
import io.kpool.worker.api.Watch;
import java.util.List;
import java.util.Optional;

/** What is asked about groups, and about watches of groups and names. */
final class GroupCalls {
    static final Field CREATED = Field.required("group", Kind.TEXT);
    static final Field LOCAL = Field.query("local", Kind.TRUTH);
    static final Field WATCH = Field.inPath("id", Kind.NUMBER);

    private GroupCalls() {}

    static Answer groups(Ask ask) {
        return Answer.of(Wording.texts("groups", ask.self().whichGroups()));
    }

    static Answer create(Ask ask) {
        ask.self().createGroup(ask.text(CREATED));
        return Answer.done();
    }

    static Answer delete(Ask ask) {
        ask.self().deleteGroup(ask.text(Field.GROUP));
        return Answer.done();
    }

    static Answer join(Ask ask) {
        ask.self().join(ask.text(Field.GROUP), whom(ask));
        return Answer.done();
    }

    static Answer leave(Ask ask) {
        ask.self().leave(ask.text(Field.GROUP), whom(ask));
        return Answer.done();
    }

    static Answer members(Ask ask) {
        Self self = ask.self();
        String group = ask.text(Field.GROUP);
        return Answer.of(
                Wording.texts("pids", ask.truth(LOCAL) ? self.getLocalMembers(group) : self.getMembers(group)));
    }

    static Answer closest(Ask ask) {
        return Answer.of(Wording.text("pid", ask.self().getClosestPid(ask.text(Field.GROUP))));
    }

    static Answer watch(Ask ask) {
        return Answer.of(Wording.watch(ask.self().watchGroup(ask.text(Field.GROUP))));
    }

    static Answer unwatch(Ask ask) {
        ask.self().unwatch(new Watch(ask.number(WATCH), false, List.of()));
        return Answer.done();
    }

    /** Who joins or is registered. */
    static String whom(Ask ask) {
        Optional<String> other = ask.optionalText(Field.ANY_PID);
        return other.orElseGet(ask.self()::pid);
    }
}
