#!/usr/bin/env bash
# Checks what no compiler checks of plugins/: the manifests, the compiler settings, and a purpose for each package.
set -euo pipefail
cd "$(dirname "$0")/../plugins"

failures=0

wrong() {
    printf 'WRONG  plugins/%s\n' "$*"
    failures=$((failures + 1))
}

# Prints the value of header $2 of manifest $1, continuation lines joined.
header() {
    awk -v name="$2: " '
        /^ / { if (found) value = value substr($0, 2); next }
        { found = index($0, name) == 1; if (found) value = substr($0, length(name) + 1) }
        END { print value }
    ' "$1"
}

for manifest in */META-INF/MANIFEST.MF; do
    plugin=${manifest%%/*}
    [ "$(header "$manifest" Bundle-SymbolicName | cut -d';' -f1)" = "$plugin" ] ||
        wrong "$manifest: Bundle-SymbolicName is not the directory's name"
    [ "$(header "$manifest" Automatic-Module-Name)" = "$plugin" ] ||
        wrong "$manifest: Automatic-Module-Name is not the directory's name"
    [ "$(header "$manifest" Bundle-Vendor)" = Realmscope ] || wrong "$manifest: Bundle-Vendor is not Realmscope"
    [ "$(header "$manifest" Bundle-RequiredExecutionEnvironment)" = JavaSE-21 ] ||
        wrong "$manifest: Bundle-RequiredExecutionEnvironment is not JavaSE-21"
    for package in $(header "$manifest" Export-Package | sed 's/"[^"]*"//g' | tr ',' ' '); do
        case $package in
            *.internal.*\;x-* | *.internal\;x-*) ;;
            *.internal.* | *.internal) wrong "$manifest: exports $package to everybody" ;;
        esac
        [ -d "$plugin/src/$(tr . / <<<"${package%%;*}")" ] || wrong "$manifest: exports $package, which is not there"
    done
done

reference=org.realmscope.ui/.settings/org.eclipse.jdt.core.prefs
for plugin in */src; do
    plugin=${plugin%/src}
    cmp -s "$reference" "$plugin/.settings/org.eclipse.jdt.core.prefs" ||
        wrong "$plugin/.settings/org.eclipse.jdt.core.prefs: differs from plugins/$reference"
    while IFS= read -r directory; do
        grep -q '^@NonNullByDefault' "$directory/package-info.java" 2>/dev/null ||
            wrong "$directory: no package-info.java with @NonNullByDefault"
    done < <(find "$plugin/src" -name '*.java' -printf '%h\n' | sort -u)
    while IFS= read -r file; do
        wrong "$file: more than 600 lines"
    done < <(find "$plugin/src" -name '*.java' -exec awk 'END { if (NR > 600) print FILENAME }' {} \;)
    while IFS= read -r line; do
        wrong "$line: more than 120 columns"
    done < <(find "$plugin/src" -name '*.java' -exec awk 'length > 120 { print FILENAME ":" FNR }' {} +)
done

[ $failures -eq 0 ] || { printf '%d faults in plugins/\n' $failures; exit 1; }
printf 'plugins/ is in order\n'
