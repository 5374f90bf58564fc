#!/usr/bin/env bash
# Makes the pictures of docs/images anew, from a session with a sample in the built workbench, on a display of its own.
# As each of them is in the history for good, they are committed only when they show something new.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cache=$root/.cache
# shellcheck source=scripts/common.sh
source "$root/scripts/common.sh"
# shellcheck source=scripts/packages.sh
source "$root/scripts/packages.sh"
# shellcheck source=scripts/build.sh
source "$root/scripts/build.sh"
# shellcheck source=scripts/drive-ide.sh
source "$root/scripts/drive-ide.sh"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
find_jdk
build_ide
drive_ide "$ide" pictures "$root/samples/runtime-faulting.rme" "$scratch" -Drealmscope.samples="$root/samples"
mkdir -p "$root/docs/images"
cp "$scratch/pictures/"*.png "$root/docs/images/"
ls -l "$root/docs/images"
