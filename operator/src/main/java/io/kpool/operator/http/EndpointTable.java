package io.kpool.operator.http;

import io.fabric8.kubernetes.api.model.Status;
import io.kpool.operator.http.Endpoint.About;
import io.kpool.operator.http.Endpoint.Call;
import io.kpool.operator.http.Parameter.InPath;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Endpoints, as they are listed one by one. */
final class EndpointTable {
    private static final Pattern IN_BRACES = Pattern.compile("\\{(\\w+)}");
    private static final Map<String, String> PLACES = Map.of(
            "namespace", "The namespace.",
            "nodepool", "The pool's name.",
            "process", "The rest of its pid: host.incarnation.serial.",
            "host", "The host's name, without its pool's.",
            "group", "The group's name, percent-encoded: any text of 1 to 253 characters but . and ..",
            "name", "The name, percent-encoded: any text of 1 to 253 characters but . and ..");

    private final List<Endpoint> all = new ArrayList<>();

    List<Endpoint> all() {
        return List.copyOf(all);
    }

    /** @param path from the namespace on; what it has in braces is a parameter */
    void get(String path, Words words, Call call) {
        add(HttpMethod.GET, path, words, call);
    }

    void post(String path, Words words, Call call) {
        add(HttpMethod.POST, path, words, call);
    }

    void delete(String path, Words words, Call call) {
        add(HttpMethod.DELETE, path, words, call);
    }

    private void add(HttpMethod method, String path, Words words, Call call) {
        String whole = Endpoints.NAMESPACE + path;
        Stream<Parameter> places = IN_BRACES
                .matcher(whole)
                .results()
                .map(place -> place.group(1))
                .map(name -> new InPath(name, PLACES.get(name)));
        Parameter[] parameters =
                Stream.concat(places, words.about().parameters().stream()).toArray(Parameter[]::new);
        all.add(new Endpoint(method, whole, words.with(parameters).about(), call));
    }

    /** What is said of an endpoint, as it is being said. */
    record Words(About about) {

        /** @param permission in API group live.kpool.io, in the namespace of the path */
        static Words about(String id, String permission) {
            return new Words(new About(id, "", permission, List.of(), Void.class, Status.class));
        }

        Words says(String summary) {
            return new Words(new About(
                    about.id(), summary, about.permission(), about.parameters(), about.body(), about.answer()));
        }

        Words with(Parameter... parameters) {
            return new Words(new About(
                    about.id(),
                    about.summary(),
                    about.permission(),
                    List.of(parameters),
                    about.body(),
                    about.answer()));
        }

        Words takes(Class<?> body) {
            return new Words(new About(
                    about.id(), about.summary(), about.permission(), about.parameters(), body, about.answer()));
        }

        Words answers(Class<?> answer) {
            return new Words(new About(
                    about.id(), about.summary(), about.permission(), about.parameters(), about.body(), answer));
        }
    }
}
