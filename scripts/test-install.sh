#!/usr/bin/env bash
# Installs the update site's feature with the p2 director into a workbench that does not have it, as a user would, checks
# that a debug session works there, removes it, and checks that nothing of it is left: from the directory and from the
# zip file, and beside other versions of what the feature brings along.
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

feature=org.realmscope.feature.feature.group
# The branding is the workbench's own.
ours='^org\.realmscope\.\(debug\|editor\|server\|protocol\|ui\)\|^org\.eclipse\.lsp4j'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
base=$scratch/base

director() {
    "$base/realmscope-ide" -consoleLog -data "$scratch/director" \
        -application org.eclipse.equinox.p2.director "$@" >"$scratch/director.log" 2>&1 || {
        cat "$scratch/director.log"
        return 1
    }
}

roots() {
    director -listInstalledRoots
    grep -v '^Operation completed' "$scratch/director.log" | sort
}

bundles() { grep -v '^#' "$base/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info" | sort; }

# install_check_remove NAME REPOSITORY
install_check_remove() {
    bundles >"$scratch/bundles.before"
    roots >"$scratch/roots.before"
    director -repository "$2" -installIU "$feature"
    roots | grep -F "$feature"
    drive_ide "$base" check "$root/samples/runtime-faulting.rme" "$scratch/check"
    sed "s/^/$1: /" "$scratch/check/report"
    director -uninstallIU "$feature"
    roots | diff "$scratch/roots.before" -
    bundles | diff "$scratch/bundles.before" -
    echo "$1: removed, and nothing is left"
}

# fetch GROUP ARTIFACT VERSION: gets a bundle from Maven's repository for the workbench.
fetch() {
    (cd "$root" && "$maven" -q -B "$fetch_plugin:copy" "-Dartifact=$1:$2:$3" "-DoutputDirectory=$scratch/beside")
    drive_bundles+=("$(bundle_line "$scratch/beside/$2-$3.jar")")
}

find_jdk
find_maven
cp -a "$ide" "$base"
director -uninstallIU "$feature"
if bundles | grep "$ours"; then
    echo "the workbench without the feature still has these bundles" >&2
    exit 1
fi
site=$root/update-site/target
zip=("$site"/*.zip)
install_check_remove directory "file:$site/repository"
install_check_remove zip "jar:file:${zip[0]}!/"

# Xtext runs in JVMs of its own and is no bundle of the feature; what it shares with other plug-ins is LSP4J.
fetch org.eclipse.lsp4j org.eclipse.lsp4j 1.0.0
fetch org.eclipse.lsp4j org.eclipse.lsp4j.jsonrpc 1.0.0
install_check_remove 'beside LSP4J 1.0.0' "file:$site/repository"
[ "$(grep -c '^there is org.eclipse.lsp4j ' "$scratch/check/report")" = 2 ] ||
    { echo "there are not two versions of LSP4J" >&2; exit 1; }
