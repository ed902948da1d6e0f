package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Callers by the API server's TokenReview and SubjectAccessReview. */
final class AccessReviews implements CallerAdmission {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int REMEMBERED_AT_MOST = 10_000;

    private final KubernetesClient client;
    private final TokenReviews<Caller> tokens;
    private final Executor executor;
    // A refusal counts as long: whoever is refused asks again and again.
    private final Cache<Question, Boolean> answers = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(REMEMBERED_AT_MOST)
            .build();

    private record Question(Caller caller, Permission permission) {}

    /** @param executor runs the questions to the API server, which block */
    AccessReviews(KubernetesClient client, TokenReviews<Caller> tokens, Executor executor) {
        this.client = client;
        this.tokens = tokens;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Optional<Caller>> identify(String token) {
        return token.isBlank()
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.supplyAsync(() -> tokens.identify(token), executor);
    }

    @Override
    public CompletionStage<Boolean> may(Caller caller, Permission permission) {
        Question question = new Question(caller, permission);
        Boolean known = answers.getIfPresent(question);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : CompletableFuture.supplyAsync(() -> answers.get(question, this::ask), executor);
    }

    private boolean ask(Question question) {
        Caller caller = question.caller();
        Permission permission = question.permission();
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(caller.user())
                .withUid(caller.uid())
                .withGroups(caller.groups())
                .withExtra(caller.extra())
                .withNewResourceAttributes()
                .withGroup(Permission.GROUP)
                .withVersion("*")
                .withResource(permission.resource().plural())
                .withSubresource(permission.resource().subresource())
                .withVerb(permission.verb())
                .withNamespace(permission.namespace())
                .withName(permission.name())
                .endResourceAttributes()
                .endSpec()
                .build();
        SubjectAccessReview answer =
                client.authorization().v1().subjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
