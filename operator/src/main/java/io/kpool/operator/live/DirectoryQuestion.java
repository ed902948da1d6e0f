package io.kpool.operator.live;

import io.kpool.pool.Party;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.protocol.process.DirectoryRequest;

/** What may be asked of the groups and names of a namespace. */
sealed interface DirectoryQuestion {
    record Create(String group) implements DirectoryQuestion {}

    record Delete(String group) implements DirectoryQuestion {}

    /** @param change 1: joins or is registered; -1: leaves, or is so no longer */
    record Write(Party party, Key key, int change) implements DirectoryQuestion {}

    record Read(Key key, Reading reading) implements DirectoryQuestion {}

    record WhichGroups() implements DirectoryQuestion {}

    record Registry() implements DirectoryQuestion {}

    /** @throws IllegalArgumentException if it makes no sense */
    static DirectoryQuestion of(DirectoryRequest request) {
        return switch (request.getOperation()) {
            case CREATE_GROUP -> new Create(group(request).text());
            case DELETE_GROUP -> new Delete(group(request).text());
            case JOIN -> new Write(party(request), group(request), 1);
            case LEAVE -> new Write(party(request), group(request), -1);
            case REGISTER -> new Write(party(request), name(request), 1);
            case UNREGISTER -> new Write(party(request), name(request), -1);
            case WHICH_GROUPS -> new WhichGroups();
            case REGISTRY -> new Registry();
            case GET_MEMBERS -> new Read(group(request), Reading.GET_MEMBERS);
            case GET_LOCAL_MEMBERS -> new Read(group(request), Reading.GET_LOCAL_MEMBERS);
            case GET_CLOSEST_PID -> new Read(group(request), Reading.GET_CLOSEST_PID);
            case PID_OF -> new Read(name(request), Reading.PID_OF);
            case ALL_PIDS_OF -> new Read(name(request), Reading.ALL_PIDS_OF);
            case ALL_NODES_OF -> new Read(name(request), Reading.ALL_NODES_OF);
            case DIRECTORY_OPERATION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("nothing that can be asked of groups and names");
        };
    }

    private static Key group(DirectoryRequest request) {
        return Key.group(request.getKey());
    }

    private static Key name(DirectoryRequest request) {
        return Key.name(request.getKey());
    }

    private static Party party(DirectoryRequest request) {
        return Party.parse(request.getPid());
    }
}
