# shellcheck shell=bash
# Has a workbench do a task by itself, on a display of its own: see plugins/org.realmscope.ide.driver. Sourced.
# shellcheck disable=SC2154 # root comes from who sources this

# drive_ide WORKBENCH TASK SCENARIO DIRECTORY [ARGUMENT...]: leaves the report in DIRECTORY/report, and prints it when
# the task failed. The workbench itself stays as it is; its configuration and workspace are in DIRECTORY.
drive_ide() {
    local workbench=$1 task=$2 scenario=$3 directory=$4 bundles
    shift 4
    local driver=("$root"/plugins/org.realmscope.ide.driver/target/org.realmscope.ide.driver-*-SNAPSHOT.jar)
    [ -f "${driver[0]}" ] || { echo "${driver[0]} is not built" >&2; return 1; }
    bundles=$directory/configuration/org.eclipse.equinox.simpleconfigurator/bundles.info
    rm -rf "$directory/configuration" "$directory/workspace" "$directory/report"
    mkdir -p "$directory"
    cp -R "$workbench/configuration" "$directory/configuration"
    printf 'org.realmscope.ide.driver,0.1.0,file:%s,4,false\n' "${driver[0]}" >>"$bundles"
    timeout 300 xvfb-run -a -s '-screen 0 1440x900x24' "$workbench/realmscope-ide" \
        -Drealmscope.driver.task="$task" -Drealmscope.driver.scenario="$scenario" \
        -Drealmscope.driver.report="$directory/report" -Drealmscope.driver.pictures="$directory/pictures" "$@" \
        -configuration "$directory/configuration" -data "$directory/workspace" >"$directory/output" 2>&1 || true
    if [ "$(tail -n 1 "$directory/report" 2>/dev/null)" != passed ]; then
        echo "the workbench has not done '$task':" >&2
        cat "$directory/report" "$directory/output" "$directory/workspace/.metadata/.log" >&2 2>/dev/null
        return 1
    fi
}
