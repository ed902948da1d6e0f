# What every host of the cluster does first. Its folder, the binaries and the logs appear below /run/kpool, and its
# /run and /var are its own, so that all programs can keep their usual paths.
set -eu

mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/kpool/host /run/kpool/bin /run/kpool/log /run/lock
mount --bind "$HOST_FOLDER" /run/kpool/host
mount --bind "$BIN_FOLDER" /run/kpool/bin
mount --bind "$LOG_FOLDER" /run/kpool/log
mount --bind /run/kpool/host/var /var
ln -s /run /var/run
mount --make-rshared /
hostname "$HOST_NAME"
ip link set lo up

# await COMMAND...: until it succeeds; the one who started this host gives up on it after its own deadline.
await() {
    until "$@" >/dev/null 2>&1; do sleep 0.05; done
}

# keep NAME COMMAND...: runs it in the background and starts it again whenever it ends, as an init system would.
keep() {
    name=$1
    shift
    while :; do
        "$@" >>"/run/kpool/log/$HOST_NAME-$name.log" 2>&1 </dev/null || true
        echo "kpool: $name ended and is started again" >>"/run/kpool/log/$HOST_NAME-$name.log"
        sleep 1
    done &
}

# live: the first process of a pid namespace must collect its orphans, which `wait` does.
live() {
    while :; do wait || true; done
}
