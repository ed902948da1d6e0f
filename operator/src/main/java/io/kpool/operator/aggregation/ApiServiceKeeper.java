package io.kpool.operator.aggregation;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kpool.operator.security.CaBundle;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Keeps in the APIService by which certificates API servers know the operator that leads. It never makes one: what
 * {@code helm uninstall} has removed must not come back.
 */
final class ApiServiceKeeper implements ResourceEventHandler<APIService>, AutoCloseable {
    static final String NAME = "v1alpha1.live.kpool.io";

    /** How often it is looked at though nothing happened: former certificates go some time. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** Of writes that somebody else's came before. */
    private static final int MOST_ROUNDS = 10;

    private static final Logger LOG = Logger.getLogger(ApiServiceKeeper.class);

    private final KubernetesClient client;
    private final CaBundle bundle;
    private final InstantSource time;
    private final Instant since;
    private final SharedIndexInformer<APIService> informer;

    /** Of an operator that leads from now on. */
    ApiServiceKeeper(KubernetesClient client, CaBundle bundle, InstantSource time) {
        this.client = client;
        this.bundle = bundle;
        this.time = time;
        this.since = time.instant();
        this.informer = service()
                .runnableInformer(LOOK.toMillis())
                .addEventHandler(this)
                .exceptionHandler((started, failure) -> {
                    LOG.warnf("Cannot watch APIService %s, tries again: %s", NAME, failure.getMessage());
                    return true;
                });
    }

    /** When this returns, API servers know this operator, if they can be told at all; then it goes on with that. */
    void start() {
        write();
        informer.start();
    }

    @Override
    public void onAdd(APIService service) {
        keep(service);
    }

    @Override
    public void onUpdate(APIService before, APIService service) {
        keep(service);
    }

    @Override
    public void onDelete(APIService service, boolean stateUnknown) {
        // Whoever removed it wanted that.
    }

    private void keep(APIService service) {
        if (!wanted(service).equals(present(service))) {
            write();
        }
    }

    /** What fails is tried again with the next change, or look. */
    private void write() {
        try {
            int rounds = 0;
            while (!isWritten() && rounds < MOST_ROUNDS) {
                rounds++;
            }
        } catch (KubernetesClientException e) {
            LOG.warnf("Cannot write the certificates into APIService %s, tries again: %s", NAME, e.getMessage());
        }
    }

    /** Only on top of what was read, since another leader may have written meanwhile; API servers write there, too. */
    private boolean isWritten() {
        APIService service = service().get();
        if (service == null || wanted(service).equals(present(service))) {
            return true;
        }
        String patch = "{\"metadata\": {\"resourceVersion\": \"%s\"}, \"spec\": {\"caBundle\": \"%s\"}}"
                .formatted(service.getMetadata().getResourceVersion(), encoded(wanted(service)));
        try {
            service().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return false;
        }
    }

    private String wanted(APIService service) {
        return new ApiServiceBundle(bundle.caBundlePem(), since).wanted(present(service), time.instant());
    }

    private static String present(APIService service) {
        String base64 = Objects.requireNonNullElse(service.getSpec().getCaBundle(), "");
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }

    private Resource<APIService> service() {
        return client.apiServices().withName(NAME);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        informer.stop();
    }
}
