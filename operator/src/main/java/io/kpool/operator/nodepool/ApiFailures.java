package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.crd.HostReasons;

/** What the API server did not do, as the failure of a host: somebody is to mend it, or it passes. Pure. */
final class ApiFailures {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;

    private ApiFailures() {}

    static HostFailure of(KubernetesClientException failure) {
        String said = said(failure);
        return switch (failure.getCode()) {
            case FORBIDDEN ->
                new HostFailure(
                        said.contains("exceeded quota") ? HostReasons.QUOTA_EXCEEDED : HostReasons.FORBIDDEN, said);
            case BAD_REQUEST, UNPROCESSABLE -> new HostFailure(HostReasons.POD_INVALID, said);
            default -> new HostFailure(HostReasons.API_SERVER_ERROR, said);
        };
    }

    private static String said(KubernetesClientException failure) {
        return failure.getStatus() != null && failure.getStatus().getMessage() != null
                ? failure.getStatus().getMessage()
                : String.valueOf(failure.getMessage());
    }
}
