package io.kpool.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * A Kubernetes cluster to try and test on. Closing it gives it back: it is stopped if it was started for this object, and
 * left running if it was there before.
 */
public interface Cluster extends AutoCloseable {

    /** How this cluster came about. */
    Way way();

    /** A kubeconfig file whose current context is this cluster, with the rights of an administrator. */
    Path kubeconfig();

    /** The names of its nodes, in order. */
    List<String> nodes();

    /**
     * Makes the images of a docker-archive, as {@code docker save} and jib's {@code buildTar} write it, available to pods
     * on every node. Loading what is already there costs next to nothing.
     *
     * @throws ClusterException when the file is missing or this cluster offers no way to load an image
     */
    void loadImage(Path dockerArchive);

    /** What a person wants to know of the cluster itself when a test failed, line by line. */
    List<String> diagnose();

    @Override
    void close();
}
