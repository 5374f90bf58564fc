# shellcheck shell=bash
# Builds what is out of date. Sourced by ./realmscope.
# shellcheck disable=SC2154 # root, cache and maven come from ./realmscope and common.sh

# shellcheck disable=SC2034 # used by ./realmscope
# Guice (of Xtext) makes classes at run time only with sun.misc.Unsafe, about which newer JDKs warn.
readonly cli_jvm_options=(-XX:+UseSerialGC -Dguice_bytecode_gen_option=DISABLED)
readonly cli_jars=$root/simulator/cli/target/app
# The classes of a debug session as the JVM keeps them in memory, which halves the time of a start. It depends on the
# jars and on the JDK; a JVM that it does not fit ignores it, as does one that finds an empty file.
readonly cli_classes=$cache/cli-classes.jsa
# shellcheck disable=SC2034 # used by ./realmscope and test.sh
readonly ide=$root/product/org.realmscope.ide/target/products/org.realmscope.ide/linux/gtk/x86_64

# Prints a key of everything below the given paths of the clone that a build reads; it changes when a file is edited,
# added or removed. Test sources count for nothing here, nor does what a build collects in a plug-in's lib.
source_key() {
    (cd "$root" && find "$@" \
        \( -name target -o -name bin -o -path '*/src/test' -o -path 'plugins/*/lib' \) -prune -o -type f \
        -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

# is_current NAME KEY FILE: whether the last finished build of NAME was of these sources and still
# has FILE.
is_current() {
    [ -e "$3" ] && [ -f "$cache/$1.built" ] && [ "$(<"$cache/$1.built")" = "$2" ]
}

# build NAME KEY MAVEN_ARGUMENT... runs Maven without tests; what it prints is shown when it fails.
build() {
    local name=$1 key=$2 log=$cache/$1.log
    shift 2
    find_maven
    say "building the $name (a first build downloads what it needs)"
    rm -f "$cache/$name.built"
    if ! (cd "$root" && "$maven" -q -Dmaven.test.skip=true "$@") >"$log" 2>&1; then
        cat "$log" >&2
        say "the $name does not build; the errors are above"
        exit 1
    fi
    printf '%s' "$key" >"$cache/$name.built"
}

# Takes the clone's lock, until file descriptor 9 is closed.
lock_clone() {
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
}

# build_if_stale NAME KEY FILE MAVEN_ARGUMENT...
build_if_stale() {
    local name=$1 key=$2 file=$3
    shift 3
    ! is_current "$name" "$key" "$file" || return 0
    lock_clone
    # Another start may have built it while this one waited.
    is_current "$name" "$key" "$file" || build "$name" "$key" "$@"
    exec 9>&-
}

simulator_key() { source_key .mvn simulator; }
workbench_key() { source_key .mvn pom.xml simulator plugins features targets product; }

build_simulator() {
    build_if_stale simulator "$(simulator_key)" "$cli_jars" -f simulator/pom.xml package
}

# Prints a session of the debug adapter with the sample $1, as its client sends it.
debug_session() {
    local request sequence=0
    for request in '"initialize","arguments":{"adapterID":"realmscope"}' \
        "\"launch\",\"arguments\":{\"program\":\"$1\"}" \
        '"setFunctionBreakpoints","arguments":{"breakpoints":[{"name":"RMI_DATA_CREATE_UNKNOWN"}]}' \
        '"configurationDone","arguments":{}' '"threads"' '"disconnect","arguments":{"terminateDebuggee":true}'; do
        sequence=$((sequence + 1))
        request="{\"seq\":$sequence,\"type\":\"request\",\"command\":$request}"
        printf 'Content-Length: %d\r\n\r\n%s' "$(printf %s "$request" | wc -c)" "$request"
    done
}

# make_cli_classes JVM_OPTION... writes $cli_classes if it is older than the jars. That it cannot be written is no
# reason not to start.
make_cli_classes() {
    local made=$cli_classes.new
    [ ! "$cli_classes" -nt "$cache/simulator.built" ] || return 0
    lock_clone
    if [ ! "$cli_classes" -nt "$cache/simulator.built" ]; then
        say "preparing the classes for faster starts"
        rm -f "$made"
        debug_session "$root/samples/runtime-faulting.rme" |
            timeout 60 "$JAVA_HOME/bin/java" "$@" -XX:ArchiveClassesAtExit="$made" -Xlog:disable -cp "$cli_jars/*" \
                org.realmscope.cli.Realmscope debug-adapter >/dev/null 2>&1 || rm -f "$made"
        [ -s "$made" ] || : >"$made"
        mv "$made" "$cli_classes"
    fi
    exec 9>&-
}

build_ide() {
    build_if_stale workbench "$(workbench_key)" "$ide/realmscope-ide" package
}
