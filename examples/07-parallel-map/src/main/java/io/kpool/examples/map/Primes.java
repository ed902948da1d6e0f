package io.kpool.examples.map;

/** What runs in the pool. Nothing in it knows kpool. */
public final class Primes {
    private Primes() {}

    /** How many primes there are from the first number on, before the second. */
    public static long count(long from, long before) {
        long count = 0;
        for (long number = from; number < before; number++) {
            if (isPrime(number)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isPrime(long number) {
        if (number < 2) {
            return false;
        }
        for (long divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
