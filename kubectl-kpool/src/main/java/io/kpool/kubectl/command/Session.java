package io.kpool.kubectl.command;

import io.kpool.kubectl.print.Paint;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Live;
import io.kpool.kubectl.wire.Resources;
import io.kpool.kubectl.wire.Wire;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** What a command works with; the cluster is asked for nothing before a command needs it. */
public final class Session {
    private static final String DEFAULT = "default";

    private final Root root;
    private final Surroundings surroundings;
    private Wire wire;

    /** For one command. */
    public Session(Root root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    /** For answers. */
    public PrintStream out() {
        return surroundings.out();
    }

    /** For progress and warnings. */
    public void say(String line) {
        surroundings.out().flush();
        surroundings.err().println(line);
    }

    /** The machine. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Now. */
    public Instant now() {
        return surroundings.clock().instant();
    }

    /** The way to the cluster. */
    public Wire wire() {
        if (wire == null) {
            wire = Wire.to(root.choice(), surroundings.environment());
        }
        return wire;
    }

    /** The namespace that the flags or the context say. */
    public String namespace() {
        if (!root.namespace.isEmpty()) {
            return root.namespace;
        }
        return wire().namespace().isEmpty() ? DEFAULT : wire().namespace();
    }

    /** Goes by the namespace that a manifest says, as kubectl does; empty: it says none. */
    void settle(String namespace) {
        if (root.namespace.isEmpty()) {
            root.namespace = namespace;
        } else if (!namespace.isEmpty() && !namespace.equals(root.namespace)) {
            throw Failure.usage("the file is for namespace " + namespace + ", and --namespace says " + root.namespace);
        }
    }

    /** For how many seconds the operator may be asked to wait: its answer has to come within a request's time. */
    int longestWait() {
        Duration limit = root.choice().requestTimeout();
        return limit.isZero() ? Live.LONGEST_WAIT : Math.clamp(limit.toSeconds() - 1, 1, Live.LONGEST_WAIT);
    }

    /** The live API of the namespace. */
    public Live live() {
        return live(namespace());
    }

    /** The live API of that namespace. */
    public Live live(String namespace) {
        return new Live(wire(), namespace);
    }

    /** The resources of the cluster. */
    public Resources resources() {
        return new Resources(wire());
    }

    /** Colours, on terminals of those who want them. */
    public Paint paint() {
        boolean wanted = surroundings.terminal()
                && surroundings.variable("NO_COLOR").isEmpty()
                && !surroundings.variable("TERM").equals("dumb");
        return wanted ? Paint.COLOURED : Paint.PLAIN;
    }
}
