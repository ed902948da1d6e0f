package io.kpool.worker.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.Self;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds what is asked for in the table, checks what the request says by it, and has it answered. */
final class Router {
    private final List<Endpoint> endpoints;
    private final Consumer<String> log;

    /** @param log told of what nobody foresaw */
    Router(List<Endpoint> endpoints, Consumer<String> log) {
        this.endpoints = List.copyOf(endpoints);
        this.log = log;
    }

    /** May wait, until it is interrupted: then nobody is there to be answered. */
    Answer answer(Self self, Request request) {
        try {
            return route(self, request);
        } catch (InterruptedException gone) {
            return Answer.done();
        } catch (FailureException failed) {
            return Refusals.of(failed);
        } catch (IllegalArgumentException senseless) {
            return Refusals.invalid(senseless.getMessage());
        } catch (RuntimeException | Error unforeseen) {
            log.accept("could not answer " + request.method() + " " + request.uri() + " of " + self.pid() + ": "
                    + unforeseen);
            return Refusals.failed();
        }
    }

    private Answer route(Self self, Request request) throws InterruptedException {
        Target target = Target.of(request.uri());
        List<Endpoint> there = endpoints.stream()
                .filter(endpoint -> target.match(endpoint.path()).isPresent())
                .toList();
        if (there.isEmpty()) {
            return Refusals.noSuchPath(target.path(), endpoints);
        }
        Optional<Endpoint> asked = of(there, request.method());
        return asked.isPresent()
                ? asked.get().call().answer(new Ask(self, values(asked.get(), target, request)))
                : Refusals.wrongMethod(target.path(), there);
    }

    private static Optional<Endpoint> of(List<Endpoint> there, HttpMethod method) {
        return there.stream()
                .filter(endpoint -> endpoint.method().equals(method))
                .findFirst();
    }

    private static Map<String, JsonNode> values(Endpoint endpoint, Target target, Request request) {
        Map<String, JsonNode> values = new HashMap<>();
        target.match(endpoint.path()).orElseThrow().forEach((name, text) -> {
            Field field = endpoint.field(name, Field.Place.PATH).orElseThrow();
            values.put(name, field.kind().read(name, text));
        });
        target.query().forEach((name, text) -> {
            Field field = known(endpoint, name, Field.Place.QUERY);
            values.put(name, field.kind().read(name, text));
        });
        request.body().forEach((name, value) -> {
            Field field = known(endpoint, name, Field.Place.BODY);
            values.put(name, field.kind().checked(name, value));
        });
        requireAll(endpoint, values);
        return values;
    }

    // What is misspelt is not to be taken for what is left out.
    private static Field known(Endpoint endpoint, String name, Field.Place place) {
        String what = place == Field.Place.BODY ? "field" : "parameter";
        return endpoint.field(name, place)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + what + " \"" + name + "\": of " + what + "s " + endpoint.taken(place)));
    }

    private static void requireAll(Endpoint endpoint, Map<String, JsonNode> values) {
        for (Field field : endpoint.fields()) {
            if (field.isRequired() && !values.containsKey(field.name())) {
                throw new IllegalArgumentException(
                        "the field \"" + field.name() + "\" is missing: of fields " + endpoint.taken(Field.Place.BODY));
            }
        }
    }
}
