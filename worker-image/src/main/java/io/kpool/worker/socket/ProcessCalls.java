package io.kpool.worker.socket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What is asked about processes: who it is, links and exits. */
final class ProcessCalls {
    static final Field TRAP = Field.required("trap", Kind.TRUTH);
    static final Field REASON = Field.required("reason", Kind.TEXT);

    private ProcessCalls() {}

    static Answer self(Ask ask) {
        return Answer.of(JsonNodeFactory.instance
                .objectNode()
                .put("pid", ask.self().pid())
                .put("pool", ask.self().pool())
                .put("host", ask.self().host()));
    }

    static Answer trap(Ask ask) {
        ask.self().trapExits(ask.truth(TRAP));
        return Answer.done();
    }

    static Answer link(Ask ask) {
        ask.self().link(ask.text(Field.PID));
        return Answer.done();
    }

    static Answer unlink(Ask ask) {
        ask.self().unlink(ask.text(Field.PID));
        return Answer.done();
    }

    static Answer exit(Ask ask) {
        ask.self().exit(ask.text(Field.PID), ask.text(REASON));
        return Answer.done();
    }
}
