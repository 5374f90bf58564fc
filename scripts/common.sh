# shellcheck shell=bash
# Messages, and the JDK and Maven that the build needs. Sourced by ./realmscope.
# shellcheck disable=SC2154 # cache comes from ./realmscope

readonly java_minimum=21
readonly maven_version=3.9.16
# The dependency plug-in fetches Maven itself, so it has to run in whatever Maven the system has.
readonly fetch_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.6.1

say() { printf 'realmscope: %s\n' "$*" >&2; }

# The user's mistake, or something that only the user can provide: one line, exit code 2.
fail() {
    say "$*"
    exit 2
}

# Prints the feature version (21, 25 ...) of the JDK in directory $1, or 0. Reads its release file: starting it would
# cost more than the rest of this script.
jdk_version() {
    local line version=0
    if [ ! -x "$1/bin/javac" ] || [ ! -r "$1/release" ]; then
        echo 0
        return
    fi
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=\"}
                version=${version%%[!0-9]*}
                ;;
        esac
    done <"$1/release"
    echo "${version:-0}"
}

# Sets and exports JAVA_HOME: the caller's where it will do, else the newest of the system's.
find_jdk() {
    local home version best=0 best_home='' on_path
    if [ -n "${JAVA_HOME:-}" ] && [ "$(jdk_version "$JAVA_HOME")" -ge $java_minimum ]; then
        export JAVA_HOME
        return
    fi
    on_path=$(readlink -f "$(command -v javac)" || true)
    for home in "${on_path%/bin/javac}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*/jdk* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        version=$(jdk_version "$home")
        if [ "$version" -gt "$best" ]; then
            best=$version
            best_home=$home
        fi
    done
    [ "$best" -ge $java_minimum ] ||
        fail "no JDK $java_minimum or newer found; install one under /usr/lib/jvm or set JAVA_HOME to it"
    export JAVA_HOME=$best_home
}

# Succeeds if the Maven command $1 is a 3.9 or later 3.x.
is_fit_maven() {
    local version
    version=$(cd / && "$1" --version 2>/dev/null | sed -n 's/^[^A]*Apache Maven \([0-9.]*\).*/\1/p')
    case $version in
        3.9 | 3.9.* | 3.[1-9][0-9]*) return 0 ;;
        *) return 1 ;;
    esac
}

# Sets maven to a Maven that Tycho works with; fetches one through the system's where that is too old.
find_maven() {
    maven=$cache/apache-maven-$maven_version/bin/mvn
    [ ! -x "$maven" ] || return 0
    need_packages build maven=mvn
    if is_fit_maven mvn; then
        maven=mvn
        return
    fi
    say "fetching Maven $maven_version, because $(command -v mvn) is too old for the build"
    # In a directory of its own: the clone's .mvn is not for the old Maven, and the plug-in leaves marks where it runs.
    local part
    part=$(mktemp -d)
    if ! (cd "$part" && mvn -q -B "$fetch_plugin:unpack" \
        "-Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin" "-DoutputDirectory=$part") \
        >"$cache/maven.log" 2>&1; then
        cat "$cache/maven.log" >&2
        fail "Maven $maven_version could not be fetched"
    fi
    chmod +x "$part/apache-maven-$maven_version/bin/mvn"
    mv "$part/apache-maven-$maven_version" "$cache/"
    rm -rf "$part"
}
