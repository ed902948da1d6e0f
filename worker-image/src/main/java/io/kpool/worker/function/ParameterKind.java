package io.kpool.worker.function;

/** The order in which parameter types are tried: the first that an argument fits without loss is taken. */
enum ParameterKind {
    BOOLEAN,
    INT,
    LONG,
    DOUBLE,
    STRING,
    OTHER;

    static ParameterKind of(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return BOOLEAN;
        }
        if (type == int.class || type == Integer.class) {
            return INT;
        }
        if (type == long.class || type == Long.class) {
            return LONG;
        }
        if (type == double.class || type == Double.class) {
            return DOUBLE;
        }
        return type == String.class ? STRING : OTHER;
    }
}
