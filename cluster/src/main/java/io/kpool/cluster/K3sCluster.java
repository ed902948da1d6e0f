package io.kpool.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** k3s in a running container; its one node is named after the container. */
record K3sCluster(DockerClient client, String containerId, Path kubeconfig) implements Cluster {
    private static final int SHORT_ID = 12;
    private static final long COMMAND_MINUTES = 5;

    @Override
    public Way way() {
        return Way.K3S;
    }

    @Override
    public List<String> nodes() {
        return List.of(containerId.substring(0, SHORT_ID));
    }

    @Override
    public void loadImage(Path dockerArchive) {
        client.copyArchiveToContainerCmd(containerId)
                .withHostResource(dockerArchive.toAbsolutePath().toString())
                .withRemotePath("/tmp")
                .exec();
        String inside = "/tmp/" + dockerArchive.getFileName();
        List<String> output = run("ctr", "--namespace", "k8s.io", "images", "import", inside);
        run("rm", inside);
        if (output.isEmpty()) {
            throw new ClusterException("k3s imported nothing from " + dockerArchive + "; is it a docker-archive?");
        }
    }

    @Override
    public List<String> diagnose() {
        return run("kubectl", "get", "nodes", "--output=wide");
    }

    @Override
    public void close() {}

    private List<String> run(String... words) {
        String id = client.execCreateCmd(containerId)
                .withCmd(words)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        List<String> output = new ArrayList<>();
        ResultCallback.Adapter<Frame> frames = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                new String(frame.getPayload(), StandardCharsets.UTF_8).lines().forEach(output::add);
            }
        };
        try {
            client.execStartCmd(id).exec(frames).awaitCompletion(COMMAND_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while " + words[0] + " ran in k3s.", e);
        }
        Long exitCode = client.inspectExecCmd(id).exec().getExitCodeLong();
        if (exitCode == null || exitCode != 0) {
            throw new ClusterException("`" + String.join(" ", words) + "` failed in k3s: " + String.join("\n", output));
        }
        return output;
    }
}
