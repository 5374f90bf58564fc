# shellcheck shell=bash
# Builds what is out of date. Sourced by ./realmscope.
# shellcheck disable=SC2154 # root, cache and maven come from ./realmscope and common.sh

# shellcheck disable=SC2034 # used by ./realmscope
# Guice (of Xtext) makes classes at run time only with sun.misc.Unsafe, about which newer JDKs warn.
readonly cli_jvm_options=(-XX:+UseSerialGC -Dguice_bytecode_gen_option=DISABLED)
readonly cli_jars=$root/simulator/cli/target/app
# shellcheck disable=SC2034 # used by ./realmscope and test.sh
readonly ide=$root/product/org.realmscope.ide/target/products/org.realmscope.ide/linux/gtk/x86_64

# Prints a key of everything below the given paths of the clone that a build reads; it changes when a file is edited,
# added or removed. Test sources count for nothing here, nor does what a build collects and makes in a plug-in.
source_key() {
    (cd "$root" && find "$@" \
        \( -name target -o -name bin -o -path '*/src/test' -o -path 'plugins/*/lib' -o -path 'plugins/*/help' \
        -o -path 'plugins/*/samples' \) -prune -o -type f \
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
workbench_key() { source_key .mvn pom.xml simulator plugins features targets product docs samples; }

build_simulator() {
    build_if_stale simulator "$(simulator_key)" "$cli_jars" -f simulator/pom.xml package
}

# Sets where the classes of both servers are as the JVM keeps them in memory, which halves the time of a start, and the
# options to make and use that file. It depends on the jars and on the JDK; a JVM that it does not fit ignores it, as
# does one that finds an empty file. JDK 25 has a better format than those before.
# shellcheck disable=SC2034 # used by ./realmscope
choose_cli_classes() {
    if [ "$(jdk_version "$JAVA_HOME")" -ge 25 ]; then
        cli_classes=$cache/cli-classes.aot
        cli_classes_made=-XX:AOTCacheOutput
        cli_classes_used=-XX:AOTCache
    else
        cli_classes=$cache/cli-classes.jsa
        cli_classes_made=-XX:ArchiveClassesAtExit
        cli_classes_used=-XX:SharedArchiveFile
    fi
}

# make_cli_classes JVM_OPTION... sets what choose_cli_classes does, and writes the file if it is older than the jars.
# That it cannot be written is no reason not to start.
make_cli_classes() {
    local made
    choose_cli_classes
    made=$cli_classes.new
    [ ! "$cli_classes" -nt "$cache/simulator.built" ] || return 0
    lock_clone
    if [ ! "$cli_classes" -nt "$cache/simulator.built" ]; then
        say "preparing the classes for faster starts"
        rm -f "$made"
        timeout 120 "$JAVA_HOME/bin/java" "$@" "$cli_classes_made=$made" -Xlog:disable -cp "$cli_jars/*" \
            org.realmscope.cli.Realmscope rehearse >/dev/null 2>&1 || rm -f "$made"
        [ -s "$made" ] || : >"$made"
        mv "$made" "$cli_classes"
    fi
    exec 9>&-
}

build_ide() {
    build_if_stale workbench "$(workbench_key)" "$ide/realmscope-ide" package
}
