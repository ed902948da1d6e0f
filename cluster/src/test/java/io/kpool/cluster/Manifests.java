package io.kpool.cluster;

import io.kpool.cluster.image.BusyboxImage;
import io.kpool.cluster.machine.Resource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The resources that the tests of a cluster apply, with an image that every node of it has or can get. */
record Manifests(Cluster cluster) {

    InputStream open(String name) {
        String image = cluster.way() == Way.LOCAL ? BusyboxImage.NAME : "busybox:1.36";
        String text = Resource.at("promises/" + name)
                .fill(Map.of(
                        "IMAGE",
                        image,
                        "NODES",
                        Integer.toString(cluster.nodes().size())));
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
