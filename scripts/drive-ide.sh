# shellcheck shell=bash
# Has a workbench do a task by itself, on a display of its own: see plugins/org.realmscope.ide.driver. Sourced.
# shellcheck disable=SC2154 # root comes from who sources this

# Lines of bundles.info for bundles that the workbench has besides its own.
drive_bundles=()

# bundle_line JAR: the line of bundles.info for a bundle. It needs the exact version, else the bundle is not installed.
bundle_line() {
    local manifest
    manifest=$(mktemp -d)
    (cd "$manifest" && "$JAVA_HOME/bin/jar" xf "$1" META-INF/MANIFEST.MF)
    tr -d '\r' <"$manifest/META-INF/MANIFEST.MF" | awk -v jar="$1" '
        /^Bundle-SymbolicName: / { sub(/;.*/, ""); name = $2 }
        /^Bundle-Version: / { version = $2 }
        END { print name "," version ",file:" jar ",4,false" }
    '
    rm -rf "$manifest"
}

# drive_ide WORKBENCH TASK SCENARIO DIRECTORY [-DNAME=VALUE...]: leaves the report in DIRECTORY/report, and prints it
# when the task failed, or took longer than drive_seconds, which are 300 if not set. The workbench itself stays as it
# is; its configuration and workspace are in DIRECTORY. Both are new, but with drive_again set the configuration is that
# of the last time.
drive_ide() {
    local workbench=$1 task=$2 scenario=$3 directory=$4 bundles
    shift 4
    local driver=("$root"/plugins/org.realmscope.ide.driver/target/org.realmscope.ide.driver-*-SNAPSHOT.jar)
    [ -f "${driver[0]}" ] || { echo "${driver[0]} is not built" >&2; return 1; }
    bundles=$directory/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info
    rm -rf "$directory/workspace" "$directory/report"
    if [ -z "${drive_again:-}" ]; then
        rm -rf "$directory/configuration"
        mkdir -p "$(dirname "$bundles")"
        # Without what the framework has cached there, it would not look for more bundles.
        cp "$workbench/configuration/config.ini" "$directory/configuration/"
        cp "$workbench/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info" "$bundles"
        printf '%s\n' "$(bundle_line "${driver[0]}")" "${drive_bundles[@]}" >>"$bundles"
    fi
    timeout "${drive_seconds:-300}" xvfb-run -a -s '-screen 0 1440x900x24' "$workbench/realmscope-ide" \
        -Drealmscope.driver.task="$task" -Drealmscope.driver.scenario="$scenario" \
        -Drealmscope.driver.report="$directory/report" -Drealmscope.driver.pictures="$directory/pictures" "$@" \
        -configuration "$directory/configuration" -data "$directory/workspace" >"$directory/output" 2>&1 || true
    if [ "$(tail -n 1 "$directory/report" 2>/dev/null)" != passed ]; then
        echo "the workbench has not done '$task':" >&2
        cat "$directory/report" "$directory/output" "$directory/workspace/.metadata/.log" >&2 2>/dev/null
        return 1
    fi
}
