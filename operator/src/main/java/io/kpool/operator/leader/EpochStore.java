package io.kpool.operator.leader;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.pool.EpochFence;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The highest epoch that any leader took, kept in a ConfigMap. Two processes that both believe to lead never get the
 * same epoch, because each change is a compare-and-set of the whole object.
 */
public final class EpochStore {
    static final String NAME = "kpool-epoch";
    static final String KEY = "epoch";

    private final KubernetesClient client;
    private final String namespace;
    private final InstantSource time;

    public EpochStore(KubernetesClient client, String namespace, InstantSource time) {
        this.client = client;
        this.namespace = namespace;
        this.time = time;
    }

    /**
     * Takes the next epoch: the stored one + 1, or the Unix milliseconds of now where these are higher, so that even a
     * lost ConfigMap does not bring an old epoch back. Tries again for as long as others win the race.
     *
     * @throws KubernetesClientException when the API server does not answer or refuses
     */
    public long claim() {
        while (true) {
            Optional<Long> claimed = tryClaim();
            if (claimed.isPresent()) {
                return claimed.get();
            }
        }
    }

    private Optional<Long> tryClaim() {
        ConfigMap stored =
                client.configMaps().inNamespace(namespace).withName(NAME).get();
        long epoch = EpochFence.next(epochOf(stored), time.millis());
        try {
            if (stored == null) {
                client.resource(configMap(epoch)).create();
            } else {
                stored.setData(Map.of(KEY, Long.toString(epoch)));
                client.resource(stored).update();
            }
            return Optional.of(epoch);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static long epochOf(ConfigMap stored) {
        if (stored == null || stored.getData() == null) {
            return 0;
        }
        try {
            return Long.parseLong(stored.getData().getOrDefault(KEY, "0"));
        } catch (NumberFormatException e) {
            // Somebody's edit; the clock still gives an epoch above every one taken before.
            return 0;
        }
    }

    private ConfigMap configMap(long epoch) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .addToData(KEY, Long.toString(epoch))
                .build();
    }
}
