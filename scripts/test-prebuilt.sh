#!/usr/bin/env bash
# Rebuilds each committed ELF file from the sources beside it and compares, byte by byte. They are built by makefiles
# that take OUT=DIR; another compiler than the one below gives other bytes, so nothing is said about those. Then checks
# that debuggers can read the variables of the host image's fault path.
set -euo pipefail
cd "$(dirname "$0")/.."

host=simulator/host-kvm
image=$host/src/main/resources/org/realmscope/hostkvm/host-kvm.elf

# A source includes debuggable.h if its functions are of the fault path; single functions of other files are marked.
debuggable_functions() {
    (cd $host && grep -l '#include "debuggable.h"' src/main/c/*.c)
    sed -n 's/^DEBUGGABLE .*[ *]\([a-z_0-9]*\)(.*/\1/p' $host/src/main/c/*.c
}

# Every parameter and 95 % of the locals in scope must be readable on each line of those functions, taken together per
# function. An image without such functions, or a readelf with another output, fails as well.
check_debug_info() {
    local what
    for what in Ranges loc info decodedline; do
        aarch64-linux-gnu-readelf --debug-dump=$what $image 2>/dev/null
    done | awk -f scripts/debug-info.awk | awk -v wanted="$(debuggable_functions)" '
        BEGIN {
            count = split(wanted, list, "\n")
            for (i = 1; i <= count; i++) {
                is_wanted[list[i]] = 1
            }
        }
        ($1 in is_wanted) || ($2 in is_wanted) {
            functions++
            parameters += $3
            locals += $5
            readable_locals += $6
            if ($4 < $3 || $6 < 0.95 * $5) {
                printf "NOT READABLE: %s %s: %d of %d parameters, %d of %d locals\n", $1, $2, $4, $3, $6, $5
                failures++
            }
        }
        END {
            printf "%d functions of the fault path: %d parameters and %d of %d locals are readable on their lines\n",
                functions, parameters, readable_locals, locals
            exit failures > 0 || functions < 100 || locals < 1000
        }'
}

compiler=12.2.0
found=$(aarch64-linux-gnu-gcc -dumpfullversion)
check_debug_info
if [ "$found" != "$compiler" ]; then
    printf 'not compared: the files were built by gcc %s, and this is gcc %s\n' "$compiler" "$found"
    exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
compared=0
while IFS= read -r makefile; do
    directory=$(dirname "$makefile")
    committed=$directory/$(sed -n 's/^OUT ?= *//p' "$makefile")
    out=$scratch/$directory
    mkdir -p "$out"
    make -s -C "$directory" OUT="$out"
    for rebuilt in "$out"/*; do
        compared=$((compared + 1))
        file=$(realpath --relative-to=. "$committed/$(basename "$rebuilt")")
        if cmp "$file" "$rebuilt"; then
            printf 'same   %s\n' "$file"
        else
            printf 'DIFFERS from its sources: %s (rebuild it: make -C %s)\n' "$file" "$directory"
            failures=$((failures + 1))
        fi
    done
done < <(grep -rl --include=Makefile --exclude-dir=target --exclude-dir=.cache '^OUT ?=' . | sort)
printf '%d files compared\n' "$compared"
[ $failures -eq 0 ] && [ $compared -gt 0 ]
