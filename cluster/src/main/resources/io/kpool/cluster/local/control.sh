# The host of the control plane. It is also the switch that the nodes and the machine are plugged into.
. "$SCRIPT_FOLDER/host.sh"

echo 0 >/proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null || true
ip link add bridge0 type bridge
ip address add "$CONTROL_ADDRESS/24" dev bridge0
ip link set bridge0 up
for port in machine $NODE_NAMES; do
    await ip link show "$port"
    ip link set "$port" master bridge0
    ip link set "$port" up
done
for route in $ROUTES; do
    ip route add "${route%@*}" via "${route#*@}"
done

bin=/run/kpool/bin
host=/run/kpool/host
# In memory: it goes with the cluster anyway, and what is written to a disk costs a tenth of two processors.
keep etcd "$bin/$KUBERNETES/etcd" \
    --name=control --data-dir=/run/etcd --unsafe-no-fsync --log-level=warn \
    --listen-client-urls=http://127.0.0.1:2379 --advertise-client-urls=http://127.0.0.1:2379 \
    --listen-peer-urls=http://127.0.0.1:2380
# Memory is there, processors are few: it collects its garbage at a quarter of the usual pace.
keep kube-apiserver env GOGC=400 "$bin/$KUBERNETES/kube-apiserver" \
    --etcd-servers=http://127.0.0.1:2379 \
    --advertise-address="$CONTROL_ADDRESS" --bind-address="$CONTROL_ADDRESS" --secure-port=6443 \
    --service-cluster-ip-range="$SERVICE_RANGE" \
    --tls-cert-file="$host/pki/apiserver.crt" --tls-private-key-file="$host/pki/apiserver.key" \
    --client-ca-file="$host/pki/ca.crt" --token-auth-file="$host/tokens.csv" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-key-file="$host/pki/accounts.key" --service-account-signing-key-file="$host/pki/accounts.key" \
    --kubelet-client-certificate="$host/pki/kubelet-client.crt" --kubelet-client-key="$host/pki/kubelet-client.key" \
    --kubelet-certificate-authority="$host/pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --requestheader-client-ca-file="$host/pki/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy-client \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-uid-headers=X-Remote-Uid --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$host/pki/front-proxy-client.crt" \
    --proxy-client-key-file="$host/pki/front-proxy-client.key" --enable-aggregator-routing
keep kube-controller-manager "$bin/$KUBERNETES/kube-controller-manager" \
    --kubeconfig="$host/controller-manager.kubeconfig" --bind-address=127.0.0.1 --leader-elect=false \
    --use-service-account-credentials --service-account-private-key-file="$host/pki/accounts.key" \
    --root-ca-file="$host/pki/ca.crt" \
    --cluster-signing-cert-file="$host/pki/ca.crt" --cluster-signing-key-file="$host/pki/ca.key" \
    --cluster-cidr="$POD_RANGE" --service-cluster-ip-range="$SERVICE_RANGE"
keep kube-scheduler "$bin/$KUBERNETES/kube-scheduler" \
    --kubeconfig="$host/scheduler.kubeconfig" --bind-address=127.0.0.1 --leader-elect=false
keep coredns "$bin/$COREDNS/coredns" -conf "$host/Corefile"
live
