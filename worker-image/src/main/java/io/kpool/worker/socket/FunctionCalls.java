package io.kpool.worker.socket;

import io.kpool.worker.api.RemoteFunction;

/** What is asked to be run elsewhere. */
final class FunctionCalls {
    static final Field NODE = Field.required("node", Kind.TEXT);
    static final Field POOL = Field.required("pool", Kind.TEXT);

    private FunctionCalls() {}

    static Answer rpcByName(Ask ask) throws InterruptedException {
        return Answer.of(Wording.valued("result", ask.self().nodeRpc(ask.text(Field.NAME), function(ask))));
    }

    static Answer rpc(Ask ask) throws InterruptedException {
        return Answer.of(Wording.valued("result", ask.self().doNodeRpc(ask.text(NODE), function(ask))));
    }

    static Answer spawn(Ask ask) throws InterruptedException {
        return Answer.of(Wording.text("pid", ask.self().spawn(ask.text(POOL), function(ask))));
    }

    private static RemoteFunction function(Ask ask) {
        return new RemoteFunction(
                ask.text(Field.MODULE),
                ask.text(Field.FUNCTION),
                ask.list(Field.ARGS),
                ask.optionalText(Field.CALLBACK).orElse(""),
                MessageCalls.timeout(ask));
    }
}
