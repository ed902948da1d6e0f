package io.kpool.kubectl.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of a pool, by what it is called: {@code pool/host.incarnation.serial}. */
public record Pid(String pool, String process) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/([^/.]+\\.[0-9]+\\.[0-9]+)");

    /** Whether that is the pid of a process, and no name, host or session. */
    public static boolean is(String text) {
        return FORM.matcher(text).matches();
    }

    /** Reads one; what is none ends the command. */
    public static Pid of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Failure.usage(
                    "\"" + text + "\" is no pid: a pid is POOL/HOST.INCARNATION.SERIAL, as kubectl kpool get processes"
                            + " shows it");
        }
        return new Pid(matcher.group(1), matcher.group(2));
    }

    /** The host where it runs. */
    public String host() {
        return process.substring(0, process.indexOf('.'));
    }

    @Override
    public String toString() {
        return pool + "/" + process;
    }
}
