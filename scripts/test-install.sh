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

# p2 APPLICATION ARGUMENT...
p2() {
    "$base/realmscope-ide" -consoleLog -data "$scratch/p2" \
        -application "org.eclipse.equinox.p2.$1" "${@:2}" >"$scratch/p2.log" 2>&1 || {
        cat "$scratch/p2.log"
        return 1
    }
}

# Files of what is not installed any more go with p2's next collection of garbage.
uninstall() {
    p2 director -uninstallIU "$feature"
    p2 garbagecollector.application
}

roots() {
    p2 director -listInstalledRoots
    grep -v '^Operation completed' "$scratch/p2.log" | sort
}

# What is there of plug-ins and features, whether installed or not.
files() { (cd "$base" && find plugins features -mindepth 1 -maxdepth 1 | sort); }

bundles() { grep -v '^#' "$base/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info" | sort; }

# install_check_remove NAME REPOSITORY
install_check_remove() {
    bundles >"$scratch/bundles.before"
    roots >"$scratch/roots.before"
    files >"$scratch/files.before"
    p2 director -repository "$2" -installIU "$feature"
    roots | grep -F "$feature"
    drive_ide "$base" check "$root/samples/runtime-faulting.rme" "$scratch/check"
    sed "s/^/$1: /" "$scratch/check/report"
    uninstall
    roots | diff "$scratch/roots.before" -
    bundles | diff "$scratch/bundles.before" -
    files | diff "$scratch/files.before" -
    echo "$1: removed, and nothing is left"
}

# fetch_beside POM: gets the dependencies of a POM, and those of theirs, from Maven's repository for the workbench.
fetch_beside() {
    local jar name
    (cd "$root" && "$maven" -q -B -f "$1" "$fetch_plugin:copy-dependencies" "-DoutputDirectory=$scratch/beside")
    # Two that Xtext needs are bundles in Eclipse's repositories, but plain jars in Maven's.
    make_bundle antlr-runtime-3.2.jar org.antlr.runtime 3.2.0 org.antlr.runtime{,.debug,.misc,.tree}
    make_bundle aopalliance-1.0.jar org.aopalliance 1.0.0 org.aopalliance.{aop,intercept}
    bundles | cut -d, -f1 >"$scratch/present"
    for jar in "$scratch"/beside/*.jar; do
        name=$(bundle_line "$jar" | cut -d, -f1)
        # What is no bundle has annotations for compilers only.
        if [ -n "$name" ] && ! grep -qxF "$name" "$scratch/present"; then
            drive_bundles+=("$(bundle_line "$jar")")
        fi
    done
}

# make_bundle JAR NAME VERSION PACKAGE...
make_bundle() {
    local jar=$scratch/beside/$1 name=$2 version=$3 packages
    shift 3
    packages=$(printf ',%s' "$@")
    {
        echo 'Bundle-ManifestVersion: 2'
        echo "Bundle-SymbolicName: $name"
        echo "Bundle-Version: $version"
        fold -w 70 <<<"Export-Package: ${packages#,}" | sed '2,$s/^/ /'
    } >"$scratch/manifest"
    "$JAVA_HOME/bin/jar" --update --file "$jar" --manifest "$scratch/manifest"
}

find_jdk
find_maven
cp -a "$ide" "$base"
uninstall
if bundles | grep "$ours" || files | grep "${ours//^/\/}"; then
    echo "the workbench without the feature still has these" >&2
    exit 1
fi
site=$root/update-site/target
zip=("$site"/*.zip)
install_check_remove directory "file:$site/repository"
install_check_remove zip "jar:file:${zip[0]}!/"

# Xtext runs in JVMs of its own and is no bundle of the feature. Who has it as bundles has another version of it, of
# LSP4J, Guice and Guava, which must not be in the way.
cat >"$scratch/pom.xml" <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.realmscope</groupId>
  <artifactId>beside</artifactId>
  <version>1</version>
  <dependencyManagement>
    <dependencies>
      <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.15.0</version></dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.eclipse.lsp4j</groupId><artifactId>org.eclipse.lsp4j</artifactId><version>1.0.0</version>
    </dependency>
    <dependency>
      <groupId>org.eclipse.xtext</groupId><artifactId>org.eclipse.xtext.ide</artifactId><version>2.42.0</version>
    </dependency>
    <dependency>
      <groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>33.5.0-jre</version>
    </dependency>
  </dependencies>
</project>
END
fetch_beside "$scratch/pom.xml"
install_check_remove 'beside LSP4J 1.0.0 and Xtext 2.42.0' "file:$site/repository"
[ "$(grep -c '^there is org.eclipse.lsp4j ' "$scratch/check/report")" = 2 ] ||
    { echo "there are not two versions of LSP4J" >&2; exit 1; }
grep -q '^there is org.eclipse.xtext.ide 2.42.0' "$scratch/check/report" || { echo "there is no Xtext" >&2; exit 1; }
