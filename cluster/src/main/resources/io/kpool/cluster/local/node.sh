# A node: container runtime, kubelet and kube-proxy. There is no default route: nothing leaves the machine from here.
. "$SCRIPT_FOLDER/host.sh"

await ip link show eth0
ip address add "$NODE_ADDRESS/24" dev eth0
ip link set eth0 up
echo 1 >/proc/sys/net/ipv4/ip_forward
for route in $ROUTES; do
    ip route add "${route%@*}" via "${route#*@}"
done
# Only so that a process of this node finds a route before kube-proxy's rules give it a real destination.
ip route add "$SERVICE_RANGE" dev eth0

# The kubelet tunes these for the whole machine and does not start when it may not: it gets copies.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \
    kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
    mkdir -p "/run/kpool/sys/${setting%/*}"
    cat "/proc/sys/$setting" >"/run/kpool/sys/$setting"
    mount --bind "/run/kpool/sys/$setting" "/proc/sys/$setting"
done

bin=/run/kpool/bin
host=/run/kpool/host
keep containerd containerd --config "$host/containerd.toml"
await ctr version
ctr --namespace k8s.io images import - <"$host/pause.tar" >>"/run/kpool/log/$HOST_NAME-containerd.log" 2>&1
keep kubelet "$bin/$KUBERNETES/kubelet" \
    --config="$host/kubelet.yaml" --kubeconfig="$host/kubelet.kubeconfig" \
    --node-ip="$NODE_ADDRESS" --hostname-override="$HOST_NAME"
keep kube-proxy "$bin/$KUBERNETES/kube-proxy" \
    --kubeconfig="$host/kube-proxy.kubeconfig" --hostname-override="$HOST_NAME" \
    --proxy-mode=iptables --cluster-cidr="$POD_RANGE" \
    --conntrack-max-per-core=0 --oom-score-adj=0
live
