package io.kpool.cluster.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GoModuleTest {
    static final Iterable<GoModule> MODULES = GoModule.ALL;

    @ParameterizedTest
    @FieldSource("MODULES")
    void itsGoModAsksForTheVersionThatItNames(GoModule module) {
        assertThat(module.text("go.mod"))
                .containsPattern("(?m)^\\s(k8s\\.io/kubernetes|github\\.com/coredns/coredns|helm\\.sh/helm/v3) v"
                        + module.version() + "( //.*)?$|^require .* v" + module.version() + "$");
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void itsGoSumIsThere(GoModule module) {
        assertThat(module.text("go.sum")).isNotBlank();
    }

    @Test
    void whateverDecidesWhatIsBuiltChangesTheFolder() {
        GoModule helm = GoModule.HELM;
        GoModule withoutFlags = new GoModule(helm.name(), helm.version(), helm.files(), helm.programs(), "");

        assertThat(withoutFlags.folderName()).isNotEqualTo(helm.folderName()).startsWith("helm-3.22.0-");
    }

    @Test
    void kubernetesTakesEveryStagingModuleAtTheVersionThatBelongsToIt() {
        assertThat(GoModule.KUBERNETES.text("go.mod").lines().filter(line -> line.contains("=>")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" v0.34.4"));
    }
}
