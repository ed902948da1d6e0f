package io.kpool.worker.process;

import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.pool.directory.View;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.LeaveReason;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.KeyChanged;
import io.kpool.worker.api.Watch;
import java.util.List;
import java.util.Optional;

/** Who stands where: between what user code sees, the words of the wire and those of the domain. */
public final class Standings {
    private Standings() {}

    static Watch watch(long id, View view) {
        return new Watch(
                id, view.exists(), view.parties().stream().map(Object::toString).toList());
    }

    static KeyChanged changed(long watch, KeyChange change) {
        KeyChanged.Kind kind =
                switch (change.getEvent()) {
                    case JOINED -> KeyChanged.Kind.JOINED;
                    case CREATED -> KeyChanged.Kind.CREATED;
                    case DELETED -> KeyChanged.Kind.DELETED;
                    case LEFT, KEY_EVENT_UNSPECIFIED, UNRECOGNIZED -> KeyChanged.Kind.LEFT;
                };
        return new KeyChanged(watch, kind, List.copyOf(change.getPidList()), word(change.getReason()));
    }

    private static String word(LeaveReason reason) {
        return switch (reason) {
            case BY_REQUEST -> "left";
            case EXITED -> "exited";
            case WORKER_LOST -> "noconnection";
            case LEAVE_REASON_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    static Failure failure(DirectoryError error) {
        return switch (error) {
            case NO_SUCH_GROUP -> Failure.NO_SUCH_GROUP;
            case NO_PROCESS -> Failure.NO_PROCESS;
            case NO_PID -> Failure.NO_PID;
            case NO_NODE -> Failure.NO_NODE;
            case DIRECTORY_FORBIDDEN -> Failure.FORBIDDEN;
            case DIRECTORY_UNAVAILABLE -> Failure.NOCONNECTION;
            case DIRECTORY_INVALID, DIRECTORY_ERROR_NONE, UNRECOGNIZED -> Failure.INVALID;
        };
    }

    /** A reading, as a JVM of its own asks its agent for it. */
    static Question question(Key key, Reading reading) {
        return Question.newBuilder()
                .setDirectory(DirectoryRequest.newBuilder()
                        .setOperation(DirectoryOperation.valueOf(reading.name()))
                        .setKey(key.text()))
                .build();
    }

    /** What is read, if the request is for a reading. */
    static Optional<Reading> reading(DirectoryRequest request) {
        return switch (request.getOperation()) {
            case GET_MEMBERS -> Optional.of(Reading.GET_MEMBERS);
            case GET_LOCAL_MEMBERS -> Optional.of(Reading.GET_LOCAL_MEMBERS);
            case GET_CLOSEST_PID -> Optional.of(Reading.GET_CLOSEST_PID);
            case PID_OF -> Optional.of(Reading.PID_OF);
            case ALL_PIDS_OF -> Optional.of(Reading.ALL_PIDS_OF);
            case ALL_NODES_OF -> Optional.of(Reading.ALL_NODES_OF);
            default -> Optional.empty();
        };
    }

    /** Of what a reading is. */
    static Key key(Reading reading, String text) {
        return switch (reading) {
            case GET_MEMBERS, GET_LOCAL_MEMBERS, GET_CLOSEST_PID -> Key.group(text);
            case PID_OF, ALL_PIDS_OF, ALL_NODES_OF -> Key.name(text);
        };
    }

    static DirectoryResponse response(Found found) {
        return switch (found) {
            case Found.Texts(List<String> texts) ->
                DirectoryResponse.newBuilder().addAllValue(texts).build();
            case Found.Nothing(var why) ->
                DirectoryResponse.newBuilder()
                        .setError(DirectoryError.valueOf(why.name()))
                        .build();
        };
    }

    static Found found(DirectoryResponse response) {
        return switch (response.getError()) {
            case NO_SUCH_GROUP -> new Found.Nothing(io.kpool.pool.directory.DirectoryError.NO_SUCH_GROUP);
            case NO_PROCESS -> new Found.Nothing(io.kpool.pool.directory.DirectoryError.NO_PROCESS);
            case NO_PID -> new Found.Nothing(io.kpool.pool.directory.DirectoryError.NO_PID);
            default -> new Found.Texts(response.getValueList());
        };
    }

    /** As the wire says it. */
    public static io.kpool.protocol.process.Key wire(Key key) {
        return io.kpool.protocol.process.Key.newBuilder()
                .setKind(
                        switch (key.kind()) {
                            case GROUP -> KeyKind.GROUP;
                            case NAME -> KeyKind.NAME;
                        })
                .setText(key.text())
                .build();
    }

    /**
     * As the domain says it.
     *
     * @throws IllegalArgumentException it is no key
     */
    public static Key key(io.kpool.protocol.process.Key key) {
        return key.getKind() == KeyKind.NAME ? Key.name(key.getText()) : Key.group(key.getText());
    }
}
