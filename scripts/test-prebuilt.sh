#!/usr/bin/env bash
# Rebuilds each committed ELF file from the sources beside it and compares, byte by byte. They are built by makefiles
# that take OUT=DIR; another compiler than the one below gives other bytes, so nothing is said about those.
set -euo pipefail
cd "$(dirname "$0")/.."

compiler=12.2.0
found=$(aarch64-linux-gnu-gcc -dumpfullversion)
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
