package io.kpool.client;

/** Requests as tests need them. */
final class Samples {
    static final ProcessSpec SPEC = ProcessSpec.of(JavaFunction.of("java.lang.Math", "max", 3, 5));
    static final Request.Owner NOBODY = new Request.Owner() {
        @Override
        public void link(String pid) {}

        @Override
        public void unlink(String pid) {}

        @Override
        public void exit(String pid, String reason) {}

        @Override
        public void afterOutput(Runnable news) {
            news.run();
        }
    };

    private Samples() {}

    static Request request() {
        return new Request("demo", SPEC, Request.Bond.NONE, NOBODY);
    }

    static Request linked() {
        return new Request("demo", SPEC, Request.Bond.LINKED, NOBODY);
    }

    static Request numbered(long number) {
        Request request = request();
        request.numbered(number);
        return request;
    }
}
