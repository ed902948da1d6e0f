package io.kpool.worker.socket;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.RemoteFunction;
import java.time.Duration;

/** What is asked about messages by pid. */
final class MessageCalls {
    static final Field PATIENCE = Field.query("timeoutSeconds", Kind.SECONDS);
    static final Field FROM = Field.required("from", Kind.TEXT);
    static final Field ID = Field.required("id", Kind.NUMBER);
    static final Field ANSWER = Field.required("answer", Kind.JSON);

    private MessageCalls() {}

    static Answer receive(Ask ask) throws InterruptedException {
        return ask.self()
                .receive(ask.seconds(PATIENCE, Duration.ZERO))
                .map(received -> Answer.of(Wording.received(received)))
                .orElse(Answer.done());
    }

    static Answer send(Ask ask) {
        ask.self().send(ask.text(Field.PID), ask.json(Field.MESSAGE));
        return Answer.done();
    }

    static Answer ask(Ask ask) throws InterruptedException {
        return Answer.of(
                Wording.valued("answer", ask.self().ask(ask.text(Field.PID), ask.json(Field.MESSAGE), timeout(ask))));
    }

    static Answer reply(Ask ask) {
        ask.self().reply(new Call(ask.text(FROM), ask.number(ID), UnknownJson.VALUE), ask.json(ANSWER));
        return Answer.done();
    }

    static Duration timeout(Ask ask) {
        return ask.seconds(Field.TIMEOUT, RemoteFunction.USUAL_TIMEOUT);
    }
}
