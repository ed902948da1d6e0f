package io.kpool.worker.socket;

/** One thing that a request says. */
record Field(String name, Place place, Kind kind, Need need) {
    static final Field GROUP = inPath("group", Kind.TEXT);
    static final Field NAME = inPath("name", Kind.TEXT);
    static final Field PID = required("pid", Kind.TEXT);
    /** Left out: the process itself. */
    static final Field ANY_PID = optional("pid", Kind.TEXT);

    static final Field MESSAGE = required("message", Kind.JSON);
    static final Field TIMEOUT = optional("timeoutSeconds", Kind.SECONDS);
    static final Field MODULE = required("module", Kind.TEXT);
    static final Field FUNCTION = required("function", Kind.TEXT);
    static final Field ARGS = optional("args", Kind.LIST);
    static final Field CALLBACK = optional("callback", Kind.TEXT);

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

    static Field inPath(String name, Kind kind) {
        return new Field(name, Place.PATH, kind, Need.REQUIRED);
    }

    static Field query(String name, Kind kind) {
        return new Field(name, Place.QUERY, kind, Need.OPTIONAL);
    }

    static Field required(String name, Kind kind) {
        return new Field(name, Place.BODY, kind, Need.REQUIRED);
    }

    static Field optional(String name, Kind kind) {
        return new Field(name, Place.BODY, kind, Need.OPTIONAL);
    }

    boolean isRequired() {
        return need == Need.REQUIRED;
    }
}
