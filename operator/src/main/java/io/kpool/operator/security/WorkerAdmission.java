package io.kpool.operator.security;

import java.util.concurrent.CompletionStage;

/** Checks workers; never blocks its caller. */
public interface WorkerAdmission {

    /**
     * Answers on any thread.
     *
     * @param token as the worker presented it, without "Bearer"
     * @return fails when the API server cannot be asked; then the worker should come again
     */
    CompletionStage<Admission> admit(String token, HostClaim claim);

    /**
     * The same of somebody who was let in: by the word of the API server, which counts for 10 s.
     *
     * @return fails when it cannot be asked
     */
    CompletionStage<Admission> review(String token, HostClaim claim);
}
