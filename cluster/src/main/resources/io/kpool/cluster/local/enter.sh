#!/bin/sh
# enter.sh CGROUP SCRIPT: becomes one host of the cluster. A host is a process tree with pid, mount and network
# namespaces of its own: the kernel ends all of it together with its first process, and nothing that it mounts, routes
# or filters is ever visible outside.
set -eu
cgroup=$1
script=$2
for procs in /sys/fs/cgroup/*/"$cgroup"/cgroup.procs /sys/fs/cgroup/"$cgroup"/cgroup.procs; do
    if [ -e "$procs" ]; then echo $$ >"$procs"; fi
done
exec unshare --fork --kill-child --pid --mount-proc --mount --propagation private --net --uts --ipc sh "$script"
