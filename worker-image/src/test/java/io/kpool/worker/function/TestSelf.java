package io.kpool.worker.function;

import io.kpool.worker.api.Self;
import java.lang.reflect.Proxy;

/** A process that only knows who it is. */
final class TestSelf {
    private TestSelf() {}

    static Self make() {
        return (Self) Proxy.newProxyInstance(
                TestSelf.class.getClassLoader(),
                new Class<?>[] {Self.class},
                (_, method, _) -> switch (method.getName()) {
                    case "pid" -> "demo/alpha.1.2";
                    case "pool" -> "demo";
                    case "host" -> "alpha";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
