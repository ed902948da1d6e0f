package io.kpool.operator.aggregation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ClientAuthority;
import io.kpool.operator.security.CaBundle;
import java.time.InstantSource;
import java.util.Map;

/** The way through the API server as an operator has it. */
public final class TestFrontProxy {
    public static final String NAME = "front-proxy-client";

    private TestFrontProxy() {}

    /** Who shows a certificate of that authority, and is called {@link #NAME}, is the API server. */
    public static FrontProxy trusting(ClientAuthority authority) {
        FrontProxy proxy = new FrontProxy();
        proxy.learn(saying(authority.pem()));
        return proxy;
    }

    /** Who the API server is, by its own word; until that is closed. */
    public static AutoCloseable following(KubernetesClient client, FrontProxy proxy) {
        FrontProxyWatch watch = new FrontProxyWatch(client, proxy);
        watch.start();
        return watch;
    }

    /** That leads from now on, until that is closed. */
    public static AutoCloseable leading(KubernetesClient client, CaBundle bundle) {
        ApiServiceKeeper keeper = new ApiServiceKeeper(client, bundle, InstantSource.system());
        keeper.start();
        return keeper;
    }

    /** What kubeadm writes. */
    static Map<String, String> saying(String authorities) {
        return Map.of(
                "client-ca-file", "somebody else's",
                "requestheader-client-ca-file", authorities,
                "requestheader-allowed-names", "[\"" + NAME + "\"]",
                "requestheader-username-headers", "[\"X-Remote-User\"]",
                "requestheader-uid-headers", "[\"X-Remote-Uid\"]",
                "requestheader-group-headers", "[\"X-Remote-Group\"]",
                "requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
    }
}
