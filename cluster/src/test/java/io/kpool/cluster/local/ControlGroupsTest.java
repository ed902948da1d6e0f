package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupsTest {
    @TempDir
    private Path mount;

    @Test
    void version1GetsTheGroupInEveryHierarchy() throws IOException {
        hierarchy("cpu");
        hierarchy("memory");

        new ControlGroups(mount).create("kpool/a/node-1");

        assertThat(mount.resolve("cpu/kpool/a/node-1")).isDirectory();
        assertThat(mount.resolve("memory/kpool/a/node-1")).isDirectory();
    }

    @Test
    void version1LeavesTheEmptyVersion2HierarchyBesideItAlone() throws IOException {
        hierarchy("cpu");
        Path unified = hierarchy("unified");
        Files.writeString(unified.resolve("cgroup.controllers"), "");

        new ControlGroups(mount).create("kpool/a/node-1");

        assertThat(unified.resolve("kpool")).doesNotExist();
    }

    @Test
    void version2GivesControllersToChildren() throws IOException {
        Files.writeString(mount.resolve("cgroup.procs"), "");
        Files.writeString(mount.resolve("cgroup.controllers"), "memory\n");
        Files.createDirectories(mount.resolve("kpool"));
        Files.writeString(mount.resolve("kpool/cgroup.controllers"), "memory\n");

        new ControlGroups(mount).create("kpool/a");

        assertThat(mount.resolve("kpool/cgroup.subtree_control")).hasContent("+memory");
        assertThat(mount.resolve("kpool/a")).isDirectory();
    }

    @Test
    void isPopulatedByAProcessFurtherDown() throws IOException {
        Path pod = hierarchy("cpu").resolve("kpool/a/node-1/kubepods/pod1");
        Files.createDirectories(pod);
        Files.writeString(pod.resolve("cgroup.procs"), "17\n");

        assertThat(new ControlGroups(mount).isPopulated("kpool/a")).isTrue();
        assertThat(new ControlGroups(mount).isPopulated("kpool/b")).isFalse();
    }

    @Test
    void removesItsOwnGroupsAndKeepsThoseOfAnotherCluster() throws IOException {
        Path cpu = hierarchy("cpu");
        ControlGroups groups = new ControlGroups(mount);
        groups.create("kpool/a/node-1");
        groups.create("kpool/b/node-1");

        groups.remove("kpool/a");

        assertThat(cpu.resolve("kpool/a")).doesNotExist();
        assertThat(cpu.resolve("kpool/b/node-1")).isDirectory();
    }

    @Test
    void removesTheSharedParentWithTheLastCluster() throws IOException {
        Path cpu = hierarchy("cpu");
        ControlGroups groups = new ControlGroups(mount);
        groups.create("kpool/a/node-1");

        groups.remove("kpool/a");

        assertThat(cpu.resolve("kpool")).doesNotExist();
    }

    private Path hierarchy(String name) throws IOException {
        Path hierarchy = Files.createDirectories(mount.resolve(name));
        Files.writeString(hierarchy.resolve("cgroup.procs"), "");
        return hierarchy;
    }
}
