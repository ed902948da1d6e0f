package io.kpool.operator.http;

import static io.kpool.operator.http.EndpointTable.Words.about;

import io.kpool.operator.http.EndpointTable.Words;

/** What can be asked of names, and of those who have them: Distribunator, and watches. */
final class NameEndpoints {
    private static final String NAMES = "/names";
    private static final String NAME = NAMES + "/{name}";

    private NameEndpoints() {}

    static void list(EndpointTable table, KeyCalls calls, MessageCalls messages) {
        reading(table, calls);
        writing(table, calls);
        messages(table, messages);
    }

    private static void reading(EndpointTable table, KeyCalls calls) {
        Words registry = about("registry", "list names").says("All names, each with its processes.");
        registry = registry.with(Endpoints.WATCH, Endpoints.SELECTOR);
        table.get(NAMES, registry.answers(RegistryAnswer.class), calls::registry);

        Words all = about("allPidsOf", "get names").says("All processes that are registered under it.");
        table.get(NAME, all.answers(PidsAnswer.class), calls::pidsOf);

        Words one = about("pidOf", "get names").says("One of them, at random.");
        table.get(NAME + "/pid", one.answers(PidAnswer.class), calls::pidOf);

        Words nodes = about("allNodesOf", "get names").says("The hosts on which they are.");
        table.get(NAME + "/nodes", nodes.answers(PlacesAnswer.class), calls::nodesOf);

        Words watch = about("watchName", "watch names").says("Its processes, then every change, as lines of JSON.");
        table.get(NAME + "/watch", watch.answers(WatchLine.class), calls::watchName);
    }

    private static void writing(EndpointTable table, KeyCalls calls) {
        Words register = about("register", "update names").says("Gives a process that name, once more if it has it.");
        table.post(NAME + "/register", register.takes(PidBody.class), calls::register);

        Words unregister = about("unregister", "update names").says("Takes it back, once.");
        table.post(NAME + "/unregister", unregister.takes(PidBody.class), calls::unregister);
    }

    private static void messages(EndpointTable table, MessageCalls messages) {
        Words call = about("callName", "create nodepools/call")
                .says("Sends one of them a message and waits for its answer.");
        call = call.takes(CallBody.class).answers(CallAnswer.class);
        table.post(NAME + "/call", call, messages::callName);

        Words cast = about("castName", "create nodepools/call").says("Sends one of them a message.");
        table.post(NAME + "/cast", cast.takes(CastBody.class).answers(PidAnswer.class), messages::castName);

        Words rpc = about("nodeRpc", "create nodepools/spawn").says("A function's result on the first of its hosts.");
        table.post(NAME + "/rpc", rpc.takes(RpcBody.class).answers(RpcAnswer.class), messages::nameRpc);
    }
}
