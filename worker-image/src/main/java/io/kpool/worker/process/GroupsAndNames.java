package io.kpool.worker.process;

import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Registration;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a process asks of groups and names: reads of its worker's copies, all else of the operator. */
record GroupsAndNames(SelfAgent agent) {
    /** @param pid who joins or leaves; empty: it is about the group */
    void change(DirectoryOperation operation, Key key, String pid) {
        ask(DirectoryRequest.newBuilder()
                .setOperation(operation)
                .setKey(key.text())
                .setPid(pid));
    }

    List<String> groups() {
        return List.copyOf(ask(DirectoryRequest.newBuilder().setOperation(DirectoryOperation.WHICH_GROUPS))
                .getValueList());
    }

    Map<String, List<String>> registry() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Registration name : ask(DirectoryRequest.newBuilder().setOperation(DirectoryOperation.REGISTRY))
                .getRegistrationList()) {
            names.put(name.getName(), List.copyOf(name.getPidList()));
        }
        return Collections.unmodifiableMap(names);
    }

    private DirectoryResponse ask(DirectoryRequest.Builder request) {
        Question question = Question.newBuilder().setDirectory(request).build();
        DirectoryResponse response =
                Waiting.uninterrupted(() -> agent.ask(question)).getDirectory();
        if (response.getError() != DirectoryError.DIRECTORY_ERROR_NONE) {
            String message = response.getMessage().isEmpty() ? request.getKey() : response.getMessage();
            throw new FailureException(Standings.failure(response.getError()), message);
        }
        return response;
    }

    List<String> all(Reading reading, Key key) {
        return switch (Waiting.uninterrupted(() -> agent.read(key, reading))) {
            case Found.Texts(List<String> texts) -> texts;
            case Found.Nothing(var why) -> throw nothing(why, key);
        };
    }

    String one(Reading reading, Key key) {
        return all(reading, key).getFirst();
    }

    /** The host of a name's first pid. */
    String firstNode(String name) {
        List<String> nodes = all(Reading.ALL_NODES_OF, Key.name(name));
        if (nodes.isEmpty()) {
            throw new FailureException(Failure.NO_NODE, "nobody is registered as " + name);
        }
        return nodes.getFirst();
    }

    private static FailureException nothing(io.kpool.pool.directory.DirectoryError why, Key key) {
        return switch (why) {
            case NO_SUCH_GROUP ->
                new FailureException(Failure.NO_SUCH_GROUP, "there is no " + key + ": create it first");
            case NO_PROCESS -> new FailureException(Failure.NO_PROCESS, "the " + key + " is empty");
            case NO_PID -> new FailureException(Failure.NO_PID, "nobody is registered as " + key.text());
        };
    }
}
