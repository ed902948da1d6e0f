package io.kpool.operator.http;

import io.fabric8.kubernetes.api.model.Status;
import io.kpool.operator.http.Endpoint.About;
import io.kpool.operator.http.Endpoint.Call;
import io.kpool.operator.http.Parameter.Choice;
import io.kpool.operator.http.Parameter.Flag;
import io.kpool.operator.http.Parameter.Header;
import io.kpool.operator.http.Parameter.InPath;
import io.kpool.operator.http.Parameter.Number;
import io.kpool.operator.http.Parameter.Range;
import io.kpool.operator.http.Parameter.Token;
import io.kpool.pool.ProcessPage;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of all that can be asked over HTTP; nothing else is served, and nothing else is published. */
final class Endpoints {
    static final String BASE = "/apis/live.kpool.io/v1alpha1";

    /** What all paths begin with. */
    static final String NAMESPACE = BASE + "/namespaces/{namespace}";

    static final Header REQUEST_ID = new Header(
            "Kpool-Request-Id",
            "A name that the caller makes up for this request: whoever sends it again gets the same process.",
            "[!-~]{1,128}");
    static final Choice WAIT =
            new Choice("wait", "Answer when it has started, or when it has ended.", List.of("started", "ended"));
    /** Below the 60 s after which an API server in between cuts the request off. */
    static final Number TIMEOUT =
            new Number("timeoutSeconds", "How long to wait for that at most.", new Range(1, 50, 30));

    static final Number LIMIT =
            new Number("limit", "So many at most.", new Range(1, ProcessPage.MOST, ProcessPage.MOST));
    static final Token CONTINUE =
            new Token("continue", "Of the page before, as it was said there; left out: the first page.");

    static final Flag FOLLOW = new Flag("follow", "Go on with what it prints, until it ends.");
    static final Number TAIL = new Number(
            "tailBytes", "Begin with so many bytes of the end; 0: all that is kept.", new Range(0, 65_536, 0));

    private static final String POOL = NAMESPACE + "/nodepools/{nodepool}";
    private static final String PROCESS = "/{process}";

    private final List<Endpoint> all = new ArrayList<>();

    private Endpoints() {}

    static List<Endpoint> of(Calls calls) {
        Endpoints table = new Endpoints();
        table.reading(calls);
        table.processes(calls);
        table.editing(calls);
        return List.copyOf(table.all);
    }

    private void reading(Calls calls) {
        Words nodes = about("getNodes", "get nodepools/nodes").says("All hosts, with state, load and age.");
        get("/nodes", nodes.answers(NodesAnswer.class), calls::nodes);

        Words node = about("getNode", "create nodepools/node").says("The host that would be chosen; counts as placed.");
        post("/node", node.answers(NodeAnswer.class), calls::node);

        Words why =
                about("explain", "get nodepools/nodes").says("Why that host: all of them, and what rules some out.");
        get("/explain", why.answers(ExplainAnswer.class), calls::explain);
    }

    private void processes(Calls calls) {
        Words list = about("listProcesses", "list nodepools/processes").says("What waits, runs, or has ended of late.");
        list = list.with(LIMIT, CONTINUE);
        get("/processes", list.answers(ProcessesAnswer.class), calls::processes);

        Words one = about("getProcess", "get nodepools/processes").says("One process.");
        get("/processes" + PROCESS, one.answers(ProcessAnswer.class), calls::process);

        Words spawn = about("spawn", "create nodepools/spawn").says("Starts a process.");
        spawn = spawn.with(REQUEST_ID, WAIT, TIMEOUT).takes(SpawnBody.class).answers(ProcessAnswer.class);
        post("/spawn", spawn, calls::spawn);

        Words exit = about("exit", "create nodepools/exit").says("Sends an exit signal; no matter if it has ended.");
        post("/exit" + PROCESS, exit.takes(ExitBody.class), calls::exit);

        Words log = about("readLog", "get nodepools/log").says("The last that it printed.");
        get("/log" + PROCESS, log.with(FOLLOW, TAIL).answers(String.class), calls::log);
    }

    private void editing(Calls calls) {
        Words attach = about("attach", "update nodepools/attach").says("Lets a host in that somebody else starts.");
        post("/attach", attach.takes(HostBody.class).answers(AttachAnswer.class), calls::attach);

        Words connect = about("connect", "update nodepools/attach").says("Lets new hosts in, all or none.");
        post("/connect", connect.takes(HostsBody.class), calls::connect);

        Words disconnect = about("disconnect", "update nodepools/attach").says("Lets such hosts go, all or none.");
        post("/disconnect", disconnect.takes(HostsBody.class), calls::disconnect);

        Words cordon = about("cordon", "update nodepools/cordon").says("Nothing new goes to these hosts.");
        post("/cordon", cordon.takes(HostsBody.class), calls::cordon);

        Words uncordon = about("uncordon", "update nodepools/cordon").says("They get new processes again.");
        post("/uncordon", uncordon.takes(HostsBody.class), calls::uncordon);
    }

    /** @param permission in API group live.kpool.io, in the pool's namespace */
    private static Words about(String id, String permission) {
        return new Words(new About(id, "", permission, List.of(), Void.class, Status.class));
    }

    /** What is said of an endpoint, as it is being said. */
    private record Words(About about) {
        Words says(String summary) {
            return new Words(new About(
                    about.id(), summary, about.permission(), about.parameters(), about.body(), about.answer()));
        }

        Words with(Parameter... parameters) {
            return new Words(new About(
                    about.id(),
                    about.summary(),
                    about.permission(),
                    List.of(parameters),
                    about.body(),
                    about.answer()));
        }

        Words takes(Class<?> body) {
            return new Words(new About(
                    about.id(), about.summary(), about.permission(), about.parameters(), body, about.answer()));
        }

        Words answers(Class<?> answer) {
            return new Words(new About(
                    about.id(), about.summary(), about.permission(), about.parameters(), about.body(), answer));
        }
    }

    private void get(String path, Words words, Call call) {
        add(HttpMethod.GET, path, words, call);
    }

    private void post(String path, Words words, Call call) {
        add(HttpMethod.POST, path, words, call);
    }

    private void add(HttpMethod method, String path, Words words, Call call) {
        Stream<Parameter> place =
                Stream.of(new InPath("namespace", "The pool's namespace."), new InPath("nodepool", "The pool's name."));
        Stream<Parameter> process = path.endsWith(PROCESS)
                ? Stream.of(new InPath("process", "The rest of its pid: host.incarnation.serial."))
                : Stream.empty();
        List<Parameter> parameters = Stream.of(place, process, words.about().parameters().stream())
                .flatMap(part -> part)
                .toList();
        all.add(new Endpoint(
                method,
                POOL + path,
                words.with(parameters.toArray(Parameter[]::new)).about(),
                call));
    }
}
