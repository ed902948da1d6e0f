package io.kpool.worker.socket;

/**
 * One thing that a request says.
 *
 * @param about a sentence for people; empty: the path says it
 */
record Field(String name, Place place, Kind kind, Need need, String about) {
    static final Field GROUP = inPath("group");
    static final Field NAME = inPath("name");
    static final Field PID = required("pid", Kind.TEXT, "Of a process, or of a caller's session.");
    static final Field ANY_PID = optional("pid", Kind.TEXT, "Left out: the process itself.");
    static final Field MESSAGE = required("message", Kind.JSON, "Any JSON of at most 256 KiB.");
    static final Field TIMEOUT = optional("timeoutSeconds", Kind.SECONDS, "0 to 3600, by default 5.");
    static final Field MODULE = required("module", Kind.TEXT, "Binary name of a class.");
    static final Field FUNCTION = required("function", Kind.TEXT, "A public static method, or `name(int,int)`.");
    static final Field ARGS = optional("args", Kind.LIST, "Any JSON values, together at most 64 KiB.");
    static final Field CALLBACK =
            optional("callback", Kind.TEXT, "`module:function`, called there with the result before it is told.");

    /** Where it is said. */
    enum Place {
        PATH,
        /** Behind the question mark. */
        QUERY,
        /** A field of the JSON object that comes with the request. */
        BODY
    }

    /** Whether it can be left out. */
    enum Need {
        REQUIRED,
        OPTIONAL
    }

    static Field inPath(String name) {
        return inPath(name, Kind.TEXT);
    }

    static Field inPath(String name, Kind kind) {
        return new Field(name, Place.PATH, kind, Need.REQUIRED, "");
    }

    static Field query(String name, Kind kind, String about) {
        return new Field(name, Place.QUERY, kind, Need.OPTIONAL, about);
    }

    static Field required(String name, Kind kind, String about) {
        return new Field(name, Place.BODY, kind, Need.REQUIRED, about);
    }

    static Field optional(String name, Kind kind, String about) {
        return new Field(name, Place.BODY, kind, Need.OPTIONAL, about);
    }

    boolean isRequired() {
        return need == Need.REQUIRED;
    }
}
