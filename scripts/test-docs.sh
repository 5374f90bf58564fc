#!/usr/bin/env bash
# Checks what the documentation says about commands, from the clone's top directory:
# - each ./realmscope command in a ```sh block exists, and its help names each option that is used;
# - each line of a block marked ```sh runnable runs and succeeds;
# - each relative link leads to a file.
set -euo pipefail
cd "$(dirname "$0")/.."

documents=(README.md CONTRIBUTING.md docs/*.md samples/README.md)
failures=0

wrong() {
    printf 'WRONG  %s\n' "$*"
    failures=$((failures + 1))
}

# Prints the command lines in blocks whose opening line is $1, without comments, as FILE<tab>LINE.
commands() {
    awk -v fence="$1" '
        FNR == 1 { inside = 0 }
        /^```/ { inside = ($0 == fence); next }
        inside { sub(/ +#.*/, ""); if ($0 != "") print FILENAME "\t" $0 }
    ' "${documents[@]}"
}

check_command() {
    local file=$1 line=$2 word options=() help
    read -r -a words <<<"$line"
    [ "${words[0]}" = ./realmscope ] || return 0
    case ${words[1]:-} in
        '' | -*) return 0 ;;
        # What follows is Maven's.
        maven) words=("${words[@]:0:2}") ;;
    esac
    if ! help=$(./realmscope "${words[1]}" --help 2>&1); then
        wrong "$file: $line: $help"
        return 0
    fi
    for word in "${words[@]:2}"; do
        case $word in --*) options+=("$word") ;; esac
    done
    for word in "${options[@]}"; do
        grep -qFe "$word" <<<"$help" || wrong "$file: $line: the help does not name $word"
    done
    printf 'exists %s\n' "$line"
}

run_command() {
    local file=$1 line=$2
    if bash -c "$line" </dev/null; then
        printf 'ran    %s\n' "$line"
    else
        wrong "$file: $line: exit code $?"
    fi
}

check_links() {
    local file target
    for file in "${documents[@]}"; do
        while IFS= read -r target; do
            [ -e "$(dirname "$file")/${target%%#*}" ] || wrong "$file: no such file: $target"
        done < <(grep -oE '\]\([^)#:]+(#[^)]*)?\)' "$file" | sed -E 's/^\]\((.*)\)$/\1/')
    done
}

while IFS=$'\t' read -r file line; do check_command "$file" "$line"; done \
    < <(commands '```sh'; commands '```sh runnable')
while IFS=$'\t' read -r file line; do run_command "$file" "$line"; done < <(commands '```sh runnable')
check_links
[ $failures -eq 0 ] || { printf '%d wrong statements in the documentation\n' $failures; exit 1; }
