#!/bin/bash
# Runs a command on a machine on which this build is installed under /usr, as a package does it.
#   unshare --mount installed.sh BUILD SCRATCH COMMAND…        (as root; SCRATCH is an empty folder)
# All of it lies in memory and is seen by this command only: the machine itself stays as it is.
set -euo pipefail
build=$1 scratch=$2
shift 2
mount --make-rprivate /
mount -t tmpfs tmpfs "$scratch"
mkdir "$scratch"/{upper,work}
mount -t overlay overlay -o "lowerdir=/usr,upperdir=$scratch/upper,workdir=$scratch/work" /usr
if [ "$build" != - ]; then cmake --install "$build" --prefix /usr >"$scratch/install.log"; fi
exec "$@"
