package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpec;
import java.util.List;
import java.util.Map;

/** The operator's two layers of a worker's pod template: what a user's template may override, and what it may not. */
final class WorkerTemplates {
    /** Its value is the pod's own; in the template it is empty. */
    static final String INCARNATION = "KPOOL_INCARNATION";

    /** The container's grace period beyond the time that processes get: the agent has to report their exits. */
    private static final long EXTRA_GRACE_SECONDS = 15;

    private static final long USER = 65532;
    private static final String TOKEN_AUDIENCE = "kpool-agent";
    private static final long TOKEN_SECONDS = 600;
    private static final String CA_FOLDER = "/var/run/kpool/ca";
    private static final String TOKEN_FOLDER = "/var/run/kpool/token";

    private final WorkerDefaults defaults;

    WorkerTemplates(WorkerDefaults defaults) {
        this.defaults = defaults;
    }

    /** A user's template may say otherwise. */
    PodTemplateSpec proposed(NodePool pool) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .addToAnnotations("kubectl.kubernetes.io/default-container", WorkerPods.CONTAINER)
                .endMetadata()
                .withNewSpec()
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .endSecurityContext()
                .addNewTopologySpreadConstraint()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(Map.of(
                        Labels.POOL, WorkerNames.labelValue(pool.getMetadata().getName())))
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .withContainers(proposedContainer())
                .addNewVolume()
                .withName("kpool-tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();
    }

    private Container proposedContainer() {
        return new ContainerBuilder()
                .withName(WorkerPods.CONTAINER)
                .withImage(defaults.image())
                .withImagePullPolicy("IfNotPresent")
                .withNewResources()
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", new Quantity("256Mi"))
                .addToLimits("memory", new Quantity("1Gi"))
                .endResources()
                .addNewVolumeMount()
                .withName("kpool-tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    /** Whatever a user's template says. */
    PodTemplateSpec insisted(NodePool pool, HostWish wish) {
        String name = pool.getMetadata().getName();
        PodTemplateSpecBuilder template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.ofPool(name))
                .addToLabels(Labels.HOST, wish.name())
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(pool.getSpec().drainTimeoutSeconds() + EXTRA_GRACE_SECONDS)
                .withServiceAccountName(pool.getSpec().serviceAccountName())
                .withAutomountServiceAccountToken(false)
                .withNodeSelector(wish.place().nodeSelector())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(pool, wish))
                .withVolumes(volumes())
                .endSpec();
        return wish.isElastic()
                ? template.editMetadata()
                        .addToLabels(Labels.ELASTIC, "true")
                        .endMetadata()
                        .build()
                : template.build();
    }

    private Container container(NodePool pool, HostWish wish) {
        NodePoolSpec spec = pool.getSpec();
        ContainerBuilder container = new ContainerBuilder()
                .withName(WorkerPods.CONTAINER)
                .withEnv(environment(pool, wish))
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(readOnly("kpool-ca", CA_FOLDER), readOnly("kpool-token", TOKEN_FOLDER))
                .withNewSecurityContext()
                .withPrivileged(false)
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
        if (!spec.image().isEmpty()) {
            container.withImage(spec.image());
        }
        return container.withArgs(spec.args()).build();
    }

    private List<EnvVar> environment(NodePool pool, HostWish wish) {
        NodePoolSpec spec = pool.getSpec();
        return List.of(
                variable("KPOOL_POOL", pool.getMetadata().getName()),
                variable("KPOOL_HOST", wish.name()),
                variable(INCARNATION, ""),
                variable("KPOOL_SLOTS", Integer.toString(wish.slots())),
                variable("KPOOL_OPERATOR", defaults.operatorAddress()),
                variable("KPOOL_MASTER_LOSS_SECONDS", Integer.toString(spec.masterLossSeconds())),
                variable("KPOOL_DRAIN_SECONDS", Integer.toString(spec.drainTimeoutSeconds())),
                variable("KPOOL_CA_FILE", CA_FOLDER + "/" + CaConfigMaps.KEY),
                variable("KPOOL_TOKEN_FILE", TOKEN_FOLDER + "/token"),
                field("KPOOL_POD_UID", "metadata.uid"),
                field("KPOOL_NAMESPACE", "metadata.namespace"));
    }

    private static List<Volume> volumes() {
        return List.of(
                new VolumeBuilder()
                        .withName("kpool-ca")
                        .withNewConfigMap()
                        .withName(CaConfigMaps.NAME)
                        .endConfigMap()
                        .build(),
                new VolumeBuilder()
                        .withName("kpool-token")
                        .withNewProjected()
                        .addNewSource()
                        .withNewServiceAccountToken()
                        .withAudience(TOKEN_AUDIENCE)
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .withPath("token")
                        .endServiceAccountToken()
                        .endSource()
                        .endProjected()
                        .build());
    }

    private static VolumeMount readOnly(String volume, String path) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
