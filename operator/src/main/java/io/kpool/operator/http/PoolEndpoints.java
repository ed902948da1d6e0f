package io.kpool.operator.http;

import static io.kpool.operator.http.EndpointTable.Words.about;

import io.kpool.operator.http.EndpointTable.Words;

/** What can be asked of a pool, its hosts and its processes. */
final class PoolEndpoints {
    private static final String POOL = "/nodepools/{nodepool}";

    private PoolEndpoints() {}

    static void list(EndpointTable table, Calls calls, MessageCalls messages) {
        reading(table, calls);
        processes(table, calls);
        messages(table, messages);
        editing(table, calls);
    }

    private static void reading(EndpointTable table, Calls calls) {
        Words nodes = about("getNodes", "get nodepools/nodes").says("All hosts, with state, load and age.");
        table.get(POOL + "/nodes", nodes.answers(NodesAnswer.class), calls::nodes);

        Words node = about("getNode", "create nodepools/node").says("The host that would be chosen; counts as placed.");
        table.post(POOL + "/node", node.answers(NodeAnswer.class), calls::node);

        Words why =
                about("explain", "get nodepools/nodes").says("Why that host: all of them, and what rules some out.");
        table.get(POOL + "/explain", why.answers(ExplainAnswer.class), calls::explain);
    }

    private static void processes(EndpointTable table, Calls calls) {
        Words list = about("listProcesses", "list nodepools/processes").says("What waits, runs, or has ended of late.");
        list = list.with(Endpoints.LIMIT, Endpoints.CONTINUE);
        table.get(POOL + "/processes", list.answers(ProcessesAnswer.class), calls::processes);

        Words one = about("getProcess", "get nodepools/processes").says("One process.");
        table.get(POOL + "/processes/{process}", one.answers(ProcessAnswer.class), calls::process);

        Words spawn = about("spawn", "create nodepools/spawn").says("Starts a process.");
        spawn = spawn.with(Endpoints.REQUEST_ID, Endpoints.WAIT, Endpoints.TIMEOUT);
        table.post(POOL + "/spawn", spawn.takes(SpawnBody.class).answers(ProcessAnswer.class), calls::spawn);

        Words exit = about("exit", "create nodepools/exit").says("Sends an exit signal; no matter if it has ended.");
        table.post(POOL + "/exit/{process}", exit.takes(ExitBody.class), calls::exit);

        Words log = about("readLog", "get nodepools/log").says("The last that it printed.");
        log = log.with(Endpoints.FOLLOW, Endpoints.TAIL);
        table.get(POOL + "/log/{process}", log.answers(String.class), calls::log);
    }

    private static void messages(EndpointTable table, MessageCalls messages) {
        Words call = about("callProcess", "create nodepools/call").says("Sends it a message and waits for its answer.");
        call = call.takes(CallBody.class).answers(CallAnswer.class);
        table.post(POOL + "/processes/{process}/call", call, messages::callProcess);

        Words cast = about("castProcess", "create nodepools/call").says("Sends it a message.");
        cast = cast.takes(CastBody.class).answers(PidAnswer.class);
        table.post(POOL + "/processes/{process}/cast", cast, messages::castProcess);

        Words rpc = about("doNodeRpc", "create nodepools/spawn").says("A function's result on that host.");
        rpc = rpc.takes(RpcBody.class).answers(RpcAnswer.class);
        table.post(POOL + "/nodes/{host}/rpc", rpc, messages::hostRpc);
    }

    private static void editing(EndpointTable table, Calls calls) {
        Words attach = about("attach", "update nodepools/attach").says("Lets a host in that somebody else starts.");
        table.post(POOL + "/attach", attach.takes(HostBody.class).answers(AttachAnswer.class), calls::attach);

        Words connect = about("connect", "update nodepools/attach").says("Lets new hosts in, all or none.");
        table.post(POOL + "/connect", connect.takes(HostsBody.class), calls::connect);

        Words disconnect = about("disconnect", "update nodepools/attach").says("Lets such hosts go, all or none.");
        table.post(POOL + "/disconnect", disconnect.takes(HostsBody.class), calls::disconnect);

        Words cordon = about("cordon", "update nodepools/cordon").says("Nothing new goes to these hosts.");
        table.post(POOL + "/cordon", cordon.takes(HostsBody.class), calls::cordon);

        Words uncordon = about("uncordon", "update nodepools/cordon").says("They get new processes again.");
        table.post(POOL + "/uncordon", uncordon.takes(HostsBody.class), calls::uncordon);
    }
}
