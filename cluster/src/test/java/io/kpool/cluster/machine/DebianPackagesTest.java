package io.kpool.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianPackagesTest {
    private final List<String> said = new ArrayList<>();
    private final DebianPackages packages = new DebianPackages(new SearchPath(List.of()), said::add);

    @Test
    void saysInOneSentenceWhatToInstallWithoutAptGet() {
        assertThatThrownBy(() -> packages.install(List.of("runc", "containerd", "runc")))
                .hasMessage("Install containerd, runc (as these Debian packages are called) with this system's package"
                        + " manager.");
    }

    @Test
    void doesNothingWhenNothingIsMissing() {
        packages.install(List.of());

        assertThat(said).isEmpty();
    }
}
