package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.events.ResourceEvents.Happening;
import io.kpool.operator.nodepool.HostWish.Kind;
import io.kpool.operator.nodepool.HostWish.Place;
import io.kpool.pool.HostSettings.Admission;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecRemarksTest {
    private static final TemplateFindings FINE = new TemplateFindings("", List.of());
    private static final List<HostWish> ALPHA =
            List.of(new HostWish("alpha", Kind.NAMED, 8, Place.ANYWHERE, Admission.OPEN));

    @Test
    void ofASpecThatHasItsEffectNothingIsSaid() {
        assertThat(notes("{cordoned: [alpha], attached: [beta], attachServiceAccounts: [runner]}", FINE))
                .isEmpty();
    }

    @Test
    void fieldsOfATemplateWithoutEffectAreNamed() {
        TemplateFindings template = new TemplateFindings("", List.of("spec.restartPolicy", "metadata.labels.x"));

        assertThat(notes("{}", template))
                .containsExactly(
                        "Warning TemplateOverruled Without effect in spec.template, because the operator sets it:"
                                + " spec.restartPolicy, metadata.labels.x");
    }

    @Test
    void cordonedHostsThatThePoolLacksAreNamed() {
        assertThat(notes("{cordoned: [alpah, alpha, r9]}", FINE))
                .containsExactly("Warning CordonedUnknown Without effect in spec.cordoned, because the pool has no such"
                        + " host: alpah, r9");
    }

    @Test
    void accountsThatHaveNothingToAttachAreSaid() {
        assertThat(notes("{attachServiceAccounts: [runner]}", FINE))
                .containsExactly("Warning NothingToAttach Without effect: spec.attachServiceAccounts, because"
                        + " spec.attached names no host");
    }

    @Test
    void eachIsSaidOnce() {
        List<Happening> one = remarks("{cordoned: [x]}", FINE);
        List<Happening> two = remarks("{cordoned: [x], attachServiceAccounts: [runner]}", FINE);

        assertThat(SpecRemarks.fresh(List.of(), one)).isEqualTo(one);
        assertThat(SpecRemarks.fresh(one, one)).isEmpty();
        assertThat(SpecRemarks.fresh(one, two)).extracting(Happening::reason).containsExactly("NothingToAttach");
        assertThat(SpecRemarks.fresh(two, List.of())).isEmpty();
    }

    private static List<String> notes(String spec, TemplateFindings template) {
        return remarks(spec, template).stream()
                .map(remark -> remark.kind().text() + " " + remark.reason() + " " + remark.note())
                .toList();
    }

    private static List<Happening> remarks(String spec, TemplateFindings template) {
        return SpecRemarks.of(Yaml.parse(spec, NodePoolSpec.class), ALPHA, template);
    }
}
