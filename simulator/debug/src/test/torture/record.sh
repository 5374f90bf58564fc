#!/usr/bin/env bash
# Records what gdb says when it moves through the program on QEMU's machine `virt`: the transcripts that StepTortureTest
# compares with. `record.sh DIR` writes them elsewhere, for comparison. Needs qemu-system-aarch64 and gdb-multiarch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

programs=../resources/org/realmscope/debug/torture
out=${1:-$programs}
scratch=$(mktemp -d)
qemu=
trap '[ -z "$qemu" ] || kill "$qemu" 2>/dev/null || true; rm -rf "$scratch"' EXIT

for program in "$programs"/*.elf; do
    name=$(basename "$program" .elf)
    for mode in step next finish; do
        qemu-system-aarch64 -M virt,virtualization=on -cpu cortex-a57 -m 256 -nic none -display none -serial none -monitor none \
            -kernel "$program" -S -gdb "unix:$scratch/gdb,server=on,wait=off" 2>"$scratch/qemu" &
        qemu=$!
        until [ -S "$scratch/gdb" ]; do kill -0 $qemu; done
        gdb-multiarch -nx -batch -ex "target remote $scratch/gdb" \
            -ex "python torture_mode = '$mode'; torture_output = '$scratch/$mode'" -x steps.py "$program" >"$scratch/log" 2>&1 ||
            { cat "$scratch/log"; exit 1; }
        [ -s "$scratch/$mode" ] || { cat "$scratch/log"; exit 1; }
        kill $qemu
        wait $qemu || true
        qemu=
        rm -f "$scratch/gdb"
    done
    cat "$scratch/step" "$scratch/next" "$scratch/finish" >"$out/$name.txt"
    printf '%s: %d stops\n' "$name" "$(wc -l <"$out/$name.txt")"
done
