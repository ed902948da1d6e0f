package io.kpool.operator.live;

import io.kpool.operator.security.Permission;
import io.kpool.operator.security.Permission.Resource;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.process.DirectoryRequest;

/** What a caller needs for what it asks of groups and names. A text that cannot be one is an IllegalArgumentException. */
final class KeyPermissions {
    private static final String ALL = "";

    private KeyPermissions() {}

    static Permission of(String namespace, DirectoryRequest request) {
        String key = request.getKey();
        return switch (request.getOperation()) {
            case WHICH_GROUPS -> new Permission("list", Resource.GROUPS, namespace, ALL);
            case CREATE_GROUP -> of(namespace, "create", Key.group(key));
            case DELETE_GROUP -> of(namespace, "delete", Key.group(key));
            case JOIN, LEAVE -> of(namespace, "update", Key.group(key));
            case GET_MEMBERS, GET_LOCAL_MEMBERS, GET_CLOSEST_PID -> of(namespace, "get", Key.group(key));
            case REGISTRY -> new Permission("list", Resource.NAMES, namespace, ALL);
            case REGISTER, UNREGISTER -> of(namespace, "update", Key.name(key));
            case PID_OF, ALL_PIDS_OF, ALL_NODES_OF -> of(namespace, "get", Key.name(key));
            case DIRECTORY_OPERATION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("an operation that nobody knows");
        };
    }

    static Permission toWatch(String namespace, Key key) {
        return of(namespace, "watch", key);
    }

    private static Permission of(String namespace, String verb, Key key) {
        Resource resource =
                switch (key.kind()) {
                    case GROUP -> Resource.GROUPS;
                    case NAME -> Resource.NAMES;
                };
        return new Permission(verb, resource, namespace, key.text());
    }
}
