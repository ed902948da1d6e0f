package io.kpool.worker.socket;

import static io.kpool.worker.socket.Field.ANY_PID;
import static io.kpool.worker.socket.Field.ARGS;
import static io.kpool.worker.socket.Field.CALLBACK;
import static io.kpool.worker.socket.Field.FUNCTION;
import static io.kpool.worker.socket.Field.GROUP;
import static io.kpool.worker.socket.Field.MESSAGE;
import static io.kpool.worker.socket.Field.MODULE;
import static io.kpool.worker.socket.Field.NAME;
import static io.kpool.worker.socket.Field.PID;
import static io.kpool.worker.socket.Field.TIMEOUT;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** The table of all that can be asked; nothing else is answered. */
final class Endpoints {
    static final String BASE = "/v1";

    private static final String OF_GROUP = "/groups/{group}";
    private static final String OF_NAME = "/names/{name}";

    private final List<Endpoint> all = new ArrayList<>();

    private Endpoints() {}

    static List<Endpoint> all() {
        var table = new Endpoints();
        table.processes();
        table.messages();
        table.groups();
        table.names();
        table.functions();
        return List.copyOf(table.all);
    }

    private void processes() {
        get("/self", "Who asks: pid, pool and host.", ProcessCalls::self);
        post(
                        "/trap-exits",
                        "Exit signals arrive as messages from now on, or end the process again.",
                        ProcessCalls::trap)
                .with(ProcessCalls.TRAP);
        post("/link", "Links it with another.", ProcessCalls::link).with(PID);
        post("/unlink", "Undoes that.", ProcessCalls::unlink).with(PID);
        post("/exit", "Sends an exit signal.", ProcessCalls::exit).with(PID, ProcessCalls.REASON);
    }

    private void messages() {
        get("/mailbox", "Takes out what came first; waits for it.", MessageCalls::receive)
                .with(MessageCalls.PATIENCE);
        post("/send", "Sends a message.", MessageCalls::send).with(PID, MESSAGE);
        post("/ask", "Sends a message, and waits for what the other replies.", MessageCalls::ask)
                .with(PID, MESSAGE, TIMEOUT);
        post("/reply", "Replies to a call that was received.", MessageCalls::reply)
                .with(MessageCalls.FROM, MessageCalls.ID, MessageCalls.ANSWER);
    }

    private void groups() {
        get("/groups", "All groups.", GroupCalls::groups);
        post("/groups", "Makes a group, unless it is there.", GroupCalls::create)
                .with(GroupCalls.CREATED);
        delete(OF_GROUP, "Deletes it.", GroupCalls::delete).with(GROUP);
        post(OF_GROUP + "/join", "Joins, once more than before.", GroupCalls::join)
                .with(GROUP, ANY_PID);
        post(OF_GROUP + "/leave", "Leaves, once.", GroupCalls::leave).with(GROUP, ANY_PID);
        get(OF_GROUP + "/members", "Who is in it, each as often as it joined.", GroupCalls::members)
                .with(GROUP, GroupCalls.LOCAL);
        get(OF_GROUP + "/closest", "One of them, on this host if there is one.", GroupCalls::closest)
                .with(GROUP);
        post(OF_GROUP + "/watch", "Who is in it; what changes after that comes as messages.", GroupCalls::watch)
                .with(GROUP);
        delete("/watches/{id}", "Nothing more comes of that watch.", GroupCalls::unwatch)
                .with(GroupCalls.WATCH);
    }

    private void names() {
        get("/names", "All names, with who has them.", NameCalls::registry);
        post(OF_NAME + "/register", "Registers, once more than before.", NameCalls::register)
                .with(NAME, ANY_PID);
        post(OF_NAME + "/unregister", "Undoes that, once.", NameCalls::unregister)
                .with(NAME, ANY_PID);
        get(OF_NAME + "/pid", "One that has the name, at random.", NameCalls::pid)
                .with(NAME);
        get(OF_NAME + "/pids", "All that have it, each as often as it was registered.", NameCalls::pids)
                .with(NAME);
        get(OF_NAME + "/nodes", "The hosts they are on.", NameCalls::nodes).with(NAME);
        post(OF_NAME + "/call", "`ask` of one that has the name, at random.", NameCalls::call)
                .with(NAME, MESSAGE, TIMEOUT);
        post(OF_NAME + "/cast", "`send` to one that has the name, at random.", NameCalls::cast)
                .with(NAME, MESSAGE);
        post(OF_NAME + "/watch", "Who has it; what changes after that comes as messages.", NameCalls::watch)
                .with(NAME);
    }

    private void functions() {
        post(OF_NAME + "/rpc", "What a function returns on the first of `nodes`.", FunctionCalls::rpcByName)
                .with(NAME, MODULE, FUNCTION, ARGS, CALLBACK, TIMEOUT);
        post("/rpc", "What a function returns on that host.", FunctionCalls::rpc)
                .with(FunctionCalls.NODE, MODULE, FUNCTION, ARGS, CALLBACK, TIMEOUT);
        post("/spawn", "Starts a function on the least-loaded host of a pool.", FunctionCalls::spawn)
                .with(FunctionCalls.POOL, MODULE, FUNCTION, ARGS, TIMEOUT);
    }

    /** The line of the table that was written last. */
    private interface Line {
        void with(Field... fields);
    }

    private Line get(String path, String summary, Endpoint.Call call) {
        return add(new Endpoint(HttpMethod.GET, BASE + path, summary, List.of(), call));
    }

    private Line post(String path, String summary, Endpoint.Call call) {
        return add(new Endpoint(HttpMethod.POST, BASE + path, summary, List.of(), call));
    }

    private Line delete(String path, String summary, Endpoint.Call call) {
        return add(new Endpoint(HttpMethod.DELETE, BASE + path, summary, List.of(), call));
    }

    private Line add(Endpoint bare) {
        all.add(bare);
        return fields -> all.set(
                all.size() - 1, new Endpoint(bare.method(), bare.path(), bare.summary(), List.of(fields), bare.call()));
    }
}
