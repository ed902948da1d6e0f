package io.kpool.worker.socket;

/** What is asked about names. */
final class NameCalls {
    private NameCalls() {}

    static Answer registry(Ask ask) {
        return Answer.of(Wording.registry(ask.self().registry()));
    }

    static Answer register(Ask ask) {
        ask.self().register(ask.text(Field.NAME), GroupCalls.whom(ask));
        return Answer.done();
    }

    static Answer unregister(Ask ask) {
        ask.self().unregister(ask.text(Field.NAME), GroupCalls.whom(ask));
        return Answer.done();
    }

    static Answer pid(Ask ask) {
        return Answer.of(Wording.text("pid", ask.self().pidOf(ask.text(Field.NAME))));
    }

    static Answer pids(Ask ask) {
        return Answer.of(Wording.texts("pids", ask.self().allPidsOf(ask.text(Field.NAME))));
    }

    static Answer nodes(Ask ask) {
        return Answer.of(Wording.texts("nodes", ask.self().allNodesOf(ask.text(Field.NAME))));
    }

    static Answer call(Ask ask) throws InterruptedException {
        return Answer.of(Wording.valued(
                "answer", ask.self().call(ask.text(Field.NAME), ask.json(Field.MESSAGE), MessageCalls.timeout(ask))));
    }

    static Answer cast(Ask ask) {
        ask.self().cast(ask.text(Field.NAME), ask.json(Field.MESSAGE));
        return Answer.done();
    }

    static Answer watch(Ask ask) {
        return Answer.of(Wording.watch(ask.self().watchName(ask.text(Field.NAME))));
    }
}
