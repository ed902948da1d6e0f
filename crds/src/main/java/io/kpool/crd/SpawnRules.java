package io.kpool.crd;

import java.util.List;

/**
 * The rules of what is spawned, in CEL, and with their sentences for whoever takes a process in another way. That a
 * Spawn's spec does not change is added to its schema field by field.
 */
public final class SpawnRules {
    private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    // The same within a text of CEL.
    private static final String CEL_IDENTIFIER = "[\\\\p{L}_$][\\\\p{L}\\\\p{N}_$]*";

    /** What all of a class's name matches. */
    public static final String CLASS_NAME_PATTERN = IDENTIFIER + "([.]" + IDENTIFIER + ")*";

    static final String CLASS_NAME = "self.matches('^" + CEL_IDENTIFIER + "([.]" + CEL_IDENTIFIER + ")*$')";
    public static final String CLASS_NAME_MESSAGE =
            "java.module is the binary name of a class, such as com.acme.Thumbs or com.acme.Thumbs$Small";

    /** What all of a function's name matches. */
    public static final String FUNCTION_NAME_PATTERN = IDENTIFIER + "([(][^()]*[)])?";

    static final String FUNCTION_NAME = "self.matches('^" + CEL_IDENTIFIER + "([(][^()]*[)])?$')";
    public static final String FUNCTION_NAME_MESSAGE =
            "java.function is the name of a public static method, such as max, or max(int,int) to choose among several";

    /** The sentence of the admission policy, which holds the arguments of a resource to their size. */
    public static final String ARGUMENTS_MESSAGE =
            "java.args holds at most 64 KiB: put large data where the function can read it, and give it the place as an argument";

    public static final String ARGV_MESSAGE =
            "argv holds at most 128 KiB: hand large input to the command on stdin or in a volume";
    public static final String ENV_MESSAGE =
            "env holds at most 128 KiB: hand large input to the command on stdin or in a volume";
    public static final String VARIABLE_NAME_MESSAGE =
            "the name of an environment variable has no '=': put what follows it into value";

    /** What the names of kpool's own variables begin with. */
    public static final String OWN_VARIABLES_PREFIX = "KPOOL_";

    /** Those of them by which the client library is told where the operator is: a command may be a client. */
    public static final List<String> CLIENT_VARIABLES = List.of("KPOOL_OPERATOR", "KPOOL_TOKEN_FILE", "KPOOL_CA_FILE");

    static final String NOT_OWN_VARIABLE =
            "!self.startsWith('KPOOL_')" + " || self in ['KPOOL_OPERATOR', 'KPOOL_TOKEN_FILE', 'KPOOL_CA_FILE']";
    public static final String NOT_OWN_VARIABLE_MESSAGE =
            "environment variables that begin with KPOOL_ are set by kpool itself: name this one otherwise";

    static final String NOT_BOTH = "!(has(self.java) && has(self.command))";
    static final String NOT_BOTH_MESSAGE =
            "spec has both java and command: keep the one to run, and make another Spawn for the other";

    static final String NOT_NEITHER = "has(self.java) || has(self.command)";
    static final String NOT_NEITHER_MESSAGE =
            "spec says nothing to run: set java (module and function) or command (argv)";

    static final String AT_MOST_ONCE =
            "self.restartPolicy != 'Never' || !has(self.maxAttempts) || self.maxAttempts == 1";
    static final String AT_MOST_ONCE_MESSAGE =
            "with restartPolicy Never a process is tried once: leave maxAttempts out, or choose restartPolicy OnFailure or Always";

    private SpawnRules() {}
}
