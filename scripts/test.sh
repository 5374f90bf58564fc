# shellcheck shell=bash
# ./realmscope test: everything, in stages, each with its duration. Sourced by ./realmscope.
# shellcheck disable=SC2154 # root, cache, maven and ide come from ./realmscope, common.sh and build.sh

usage_test() {
    cat <<'END'
Usage: ./realmscope test [--simulator]
       ./realmscope test --module MODULE [--test PATTERN] [--debug]

Without options: builds everything with every gate and runs every test, in stages. Stops at the first failure.

  --simulator      only the gates and unit tests of simulator/
  --module MODULE  only the unit tests of simulator/MODULE, as quickly as possible
  --test PATTERN   with --module: only the test classes (or CLASS#METHOD) that match PATTERN
  --debug          with --module: waits for a debugger on port 5005
END
}

stage_names=()
stage_seconds=()

# stage NAME COMMAND... runs one stage; a failure ends the run.
stage() {
    local name=$1 start=$SECONDS status
    shift
    printf '\n==== %s\n' "$name"
    # Not in a condition: that would switch off set -e inside the stage.
    set +e
    (set -e; "$@")
    status=$?
    set -e
    if [ $status -ne 0 ]; then
        printf '==== FAILED: %s, after %d s\n' "$name" $((SECONDS - start))
        exit 1
    fi
    stage_names+=("$name")
    stage_seconds+=($((SECONDS - start)))
    printf '==== passed: %s, %d s\n' "$name" $((SECONDS - start))
}

summary() {
    local i
    printf '\n==== summary\n'
    for i in "${!stage_names[@]}"; do
        printf '  %5d s  %s\n' "${stage_seconds[i]}" "${stage_names[i]}"
    done
    printf '  %5d s  together: everything passed\n' "$SECONDS"
}

test_simulator() {
    local key
    key=$(simulator_key)
    rm -f "$cache/simulator.built"
    (cd "$root" && "$maven" -f simulator/pom.xml clean verify)
    printf '%s' "$key" >"$cache/simulator.built"
}

# The simulator's classes are in the same reactor; its stage has checked them.
test_workbench() {
    local key
    key=$(workbench_key)
    rm -f "$cache/workbench.built"
    "$root/scripts/lint-plugins.sh"
    # Left out: what Tycho prints about each of the target's coordinates and about SHA-1, which is all that Maven has.
    (cd "$root" && with_display "$maven" -Dsimulator.checked clean verify) |
        grep -vE 'Resolving MavenDependencyRoots|The digest algorithms \(sha-1\)|No digest algorithm is available'
    printf '%s' "$key" >"$cache/workbench.built"
}

with_display() { xvfb-run -a -s '-screen 0 1280x900x24' "$@"; }

# A session of VS Code's own debug client. The package comes from whatever registry npm is configured to use.
test_vscode() {
    local source=$root/simulator/adapter/src/test/vscode directory=$cache/vscode
    mkdir -p "$directory"
    cp "$source"/.npmrc "$source"/*.json "$source"/*.js "$directory"
    cd "$directory"
    npm ci --ignore-scripts --no-audit --no-fund
    REALMSCOPE=$root/realmscope SAMPLE=$root/samples/runtime-faulting.rme node --test
}

test_module() {
    local module=$1 pattern=$2 debug=$3 arguments=()
    [ -f "$root/simulator/$module/pom.xml" ] || fail "there is no module simulator/$module"
    # Maven builds the modules below this one too; without a pattern it would run their tests as well.
    local package=${module%-tests}
    [ -n "$pattern" ] || pattern="org/realmscope/${package//-/}/**/*Test"
    arguments+=("-Dtest=$pattern" -Dsurefire.failIfNoSpecifiedTests=false)
    [ -z "$debug" ] || arguments+=(-Dmaven.surefire.debug)
    cd "$root"
    exec "$maven" -f simulator/pom.xml -pl "$module" -am -Ddev "${arguments[@]}" test
}

run_tests() {
    local only='' module='' pattern='' debug=''
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help) usage_test; return ;;
            --simulator) only=simulator ;;
            --debug) debug=yes ;;
            --module | --test)
                [ $# -ge 2 ] || fail "$1 needs a value (see ./realmscope test --help)"
                if [ "$1" = --module ]; then module=$2; else pattern=$2; fi
                shift
                ;;
            *) fail "unknown argument '$1' (see ./realmscope test --help)" ;;
        esac
        shift
    done
    if [ -z "$module" ] && [ -n "$pattern$debug" ]; then
        fail "--test and --debug need --module (see ./realmscope test --help)"
    fi
    find_jdk
    lock_clone
    find_maven
    [ -z "$module" ] || test_module "$module" "$pattern" "$debug"
    local packages=("${simulator_packages[@]}")
    [ -n "$only" ] || packages+=("${test_packages[@]}" "${gtk_packages[@]}")
    need_packages test "${packages[@]}"
    say "JDK $JAVA_HOME, Maven $maven"
    stage "simulator: gates and unit tests" test_simulator
    if [ -z "$only" ]; then
        stage "committed ELF files: rebuilt and compared" "$root/scripts/test-prebuilt.sh"
        stage "workbench: plug-ins, UI tests, update site, product" test_workbench
        stage "update site: installs into a workbench, debugs there, goes" "$root/scripts/test-install.sh"
        exec 9>&-
        stage "VS Code's debug client: a session with the adapter" test_vscode
        stage "documented commands" "$root/scripts/test-docs.sh"
    fi
    summary
}
