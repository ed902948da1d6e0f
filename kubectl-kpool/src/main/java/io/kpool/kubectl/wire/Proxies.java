package io.kpool.kubectl.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The way to a server: through the proxy that a kubeconfig names, or else as kubectl takes it from HTTPS_PROXY and NO_PROXY.
 * The latter's entries are addresses, CIDR blocks, and domains: {@code example.com} with all below it, {@code .example.com}
 * only what is below; each may have a port.
 */
final class Proxies {
    private static final int HTTPS_PORT = 443;

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param named by the kubeconfig; empty: none */
    Proxy to(URI server, String named) {
        String said = named.isEmpty() && !isExempt(server) ? variable("HTTPS_PROXY") : named;
        if (said.isEmpty()) {
            return Proxy.NO_PROXY;
        }
        try {
            return proxy(URI.create(said.contains("://") ? said : "http://" + said));
        } catch (IllegalArgumentException e) {
            // It may have a password in it.
            throw Failure.of("proxy-url of your kubeconfig, or HTTPS_PROXY, is no address: say http://HOST:PORT");
        }
    }

    private static Proxy proxy(URI uri) {
        Proxy.Type type = uri.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
        int usual = type == Proxy.Type.SOCKS ? 1080 : 80;
        return new Proxy(type, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort()));
    }

    private String variable(String name) {
        return environment.getOrDefault(name, environment.getOrDefault(name.toLowerCase(Locale.ROOT), ""));
    }

    private boolean isExempt(URI server) {
        String host = server.getHost().replaceAll("[\\[\\]]", "");
        if (host.equals("localhost")
                || isAddress(host) && InetAddress.ofLiteral(host).isLoopbackAddress()) {
            return true;
        }
        String port = ":" + (server.getPort() < 0 ? HTTPS_PORT : server.getPort());
        return Arrays.stream(variable("NO_PROXY").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                // The end of an IPv6 address may look like a port.
                .map(entry -> entry.endsWith(port) && !isAddress(entry)
                        ? entry.substring(0, entry.length() - port.length())
                        : entry)
                .anyMatch(entry -> entry.equals("*") || covers(entry.replaceAll("[\\[\\]]", ""), host));
    }

    private static boolean covers(String entry, String host) {
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return isAddress(host) && isWithin(entry.substring(0, slash), entry.substring(slash + 1), host);
        }
        String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
        return host.equals(domain) || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
    }

    private static boolean isWithin(String network, String length, String host) {
        if (!isAddress(network) || !length.matches("[0-9]{1,3}")) {
            return false;
        }
        byte[] wanted = InetAddress.ofLiteral(network).getAddress();
        byte[] given = InetAddress.ofLiteral(host).getAddress();
        int bits = Integer.parseInt(length);
        if (wanted.length != given.length || bits > wanted.length * Byte.SIZE) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((wanted[bit / Byte.SIZE] ^ given[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
