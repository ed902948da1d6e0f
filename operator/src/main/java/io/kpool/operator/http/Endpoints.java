package io.kpool.operator.http;

import io.kpool.operator.http.Parameter.Choice;
import io.kpool.operator.http.Parameter.Flag;
import io.kpool.operator.http.Parameter.Header;
import io.kpool.operator.http.Parameter.Number;
import io.kpool.operator.http.Parameter.Range;
import io.kpool.operator.http.Parameter.Token;
import io.kpool.operator.live.Questions;
import io.kpool.pool.ProcessPage;
import java.util.List;

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

    /** Of any request, in seconds: below the 60 s after which an API server in between cuts it off. */
    static final int LONGEST_WAIT = 50;

    static final Number TIMEOUT =
            new Number("timeoutSeconds", "How long to wait for that at most.", new Range(1, LONGEST_WAIT, 30));

    static final Number LIMIT =
            new Number("limit", "So many at most.", new Range(1, ProcessPage.MOST, ProcessPage.MOST));
    static final Token CONTINUE =
            new Token("continue", "Of the page before, as it was said there; left out: the first page.");

    static final Flag FOLLOW = new Flag("follow", "Go on with what it prints, until it ends.");
    static final Number TAIL = new Number(
            "tailBytes", "Begin with so many bytes of the end; 0: all that is kept.", new Range(0, 65_536, 0));

    static final Flag WATCH =
            new Flag("watch", "Answer with the lines of a watch of the one that fieldSelector names.");
    static final Token SELECTOR = new Token(
            "fieldSelector", "Of a watch: metadata.name= and the name, in which \\ stands before \\ , and =.");

    static final Token HERE =
            new Token("host", "The host, as pool/host, on which a process counts as local. Left out: none does.");

    private Endpoints() {}

    static List<Endpoint> of(Questions questions) {
        EndpointTable table = new EndpointTable();
        MessageCalls messages = new MessageCalls(questions.keys());
        KeyCalls keys = new KeyCalls(questions.keys());
        PoolEndpoints.list(table, new Calls(questions.operations()), messages);
        GroupEndpoints.list(table, keys);
        NameEndpoints.list(table, keys, messages);
        return table.all();
    }
}
