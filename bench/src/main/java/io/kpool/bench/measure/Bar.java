package io.kpool.bench.measure;

/** What a number of a figure must not miss. */
public record Bar(Column column, Side side, double limit) {
    /** Where the limit lies. */
    public enum Side {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    static Bar atMost(Column column, double limit) {
        return new Bar(column, Side.AT_MOST, limit);
    }

    static Bar atLeast(Column column, double limit) {
        return new Bar(column, Side.AT_LEAST, limit);
    }

    public boolean isReachedBy(double number) {
        return switch (side) {
            case AT_MOST -> number <= limit;
            case AT_LEAST -> number >= limit;
        };
    }
}
