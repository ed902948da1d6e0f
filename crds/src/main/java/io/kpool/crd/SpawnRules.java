package io.kpool.crd;

/** The rules of what is spawned, in CEL. That a Spawn's spec does not change is added to its schema field by field. */
final class SpawnRules {
    private static final String IDENTIFIER = "[\\\\p{L}_$][\\\\p{L}\\\\p{N}_$]*";

    static final String CLASS_NAME = "self.matches('^" + IDENTIFIER + "([.]" + IDENTIFIER + ")*$')";
    static final String CLASS_NAME_MESSAGE =
            "java.module is the binary name of a class, such as com.acme.Thumbs or com.acme.Thumbs$Small";

    static final String FUNCTION_NAME = "self.matches('^" + IDENTIFIER + "([(][^()]*[)])?$')";
    static final String FUNCTION_NAME_MESSAGE =
            "java.function is the name of a public static method, such as max, or max(int,int) to choose among several";

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
