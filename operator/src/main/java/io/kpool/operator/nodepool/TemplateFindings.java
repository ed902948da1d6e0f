package io.kpool.operator.nodepool;

import java.util.List;

/**
 * What a user must know of a pool's template.
 *
 * @param fault why no pod can be made from it; empty: nothing that can be seen before the API server does
 * @param overruled its fields without effect, because the operator insists on something else
 */
record TemplateFindings(String fault, List<String> overruled) {
    TemplateFindings {
        overruled = List.copyOf(overruled);
    }

    boolean isFaulty() {
        return !fault.isEmpty();
    }
}
