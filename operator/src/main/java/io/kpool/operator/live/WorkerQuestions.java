package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.WorkerWords;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.DirectoryError;

/** What processes ask; each is answered on the stream that it asked by, while that lasts. Lives on the loop. */
final class WorkerQuestions {
    private final Leading leading;
    private final SpawnQuestions spawns;

    WorkerQuestions(Leading leading, HouseSessions houses) {
        this.leading = leading;
        this.spawns = new SpawnQuestions(leading, houses);
    }

    void heed(Heard heard) {
        if (heard.frame().getQuestionCount() > 0) {
            leading.pools()
                    .words(heard.pool(), heard.worker())
                    .ifPresent(words -> heard.frame().getQuestionList().forEach(asked -> heed(heard, asked, words)));
        }
    }

    private void heed(Heard heard, Question asked, WorkerWords words) {
        Answer.Builder answer = Answer.newBuilder().setSerial(asked.getSerial()).setNumber(asked.getNumber());
        switch (asked.getWhatCase()) {
            case DIRECTORY ->
                leading.directories()
                        .ask(
                                heard,
                                asked.getDirectory(),
                                response -> words.answer(
                                        answer.setDirectory(response).build()));
            case SPAWN ->
                spawns.ask(
                        heard.pool(),
                        asked.getSpawn(),
                        process -> words.answer(answer.setSpawn(process).build()));
            case WHAT_NOT_SET ->
                words.answer(answer.setDirectory(
                                KeyWire.error(DirectoryError.DIRECTORY_INVALID, "a question that asks nothing"))
                        .build());
        }
    }
}
