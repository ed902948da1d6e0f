package io.kpool.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class a {@link Kpool}: a cluster with the chart installed, once for all classes, and a namespace of its
 * own, which enforces the strictest Pod Security Standard.
 */
final class KpoolExtension
        implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(KpoolExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Store root = context.getRoot().getStore(NAMESPACE);
        Installation installation =
                root.getOrComputeIfAbsent(Installation.class, type -> newInstallation(), Installation.class);
        String namespace = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
        context.getStore(NAMESPACE).put(Kpool.class, installation.namespace(namespace));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> kpool(context).report());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kpool(context).close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kpool.class;
    }

    @Override
    public Kpool resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return kpool(context);
    }

    private static Installation newInstallation() {
        // Most questions are kubectl's, each of which takes a tenth of a second of a processor.
        Awaitility.setDefaultPollInterval(Duration.ofMillis(250));
        try {
            return new Installation();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kpool kpool(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Kpool.class, Kpool.class);
    }
}
