# Run by gdb: stops a Linux process at its instructions and writes what gdb makes of each stop, one fact a line.
#
#   B <address>                     a new stop
#   R <number> <value>              a register, by DWARF number
#   M <address> <bytes>             memory
#   F <function> <line> <inlined>   a frame, innermost first
#   A <cfa>                         stack pointer of the caller, of a frame that is not inlined
#   V <path> <value>                a scalar of the frame, or "?" if gdb says that it is optimized out
import os
import subprocess
import time

import gdb


def connect(cpu, socket, elf):
    process = subprocess.Popen(['qemu-aarch64', '-cpu', cpu, '-g', socket, elf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not os.path.exists(socket) and time.monotonic() < deadline:
        time.sleep(0.01)
    gdb.execute('target remote ' + socket, to_string=True)
    return process


def scalars(path, value, depth, write):
    kind = value.type.strip_typedefs()
    code = kind.code
    if code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        if depth < 4:
            for field in kind.fields():
                scalars(path + '.' + (field.name or ''), value[field], depth + 1, write)
    elif code == gdb.TYPE_CODE_ARRAY:
        low, high = kind.range()
        for i in range(low, min(high + 1, 4)):
            scalars('%s[%d]' % (path, i), value[i], depth + 1, write)
    else:
        try:
            if value.is_optimized_out:
                write('V %s ?' % path)
            else:
                write('V %s %d' % (path, int(value)))
        except gdb.error:
            write('V %s ?' % path)


def locals_of(frame, write):
    seen = set()
    try:
        block = frame.block()
    except RuntimeError:
        return
    while block is not None and not block.is_global and not block.is_static:
        for symbol in block:
            if (symbol.is_variable or symbol.is_argument) and symbol.name not in seen:
                seen.add(symbol.name)
                try:
                    scalars(symbol.name, symbol.value(frame), 0, write)
                except gdb.error:
                    write('V %s ?' % symbol.name)
        if block.function is not None:
            break
        block = block.superblock


def describe(write, top):
    frame = gdb.newest_frame()
    write('B %x' % frame.pc())
    for i in range(31):
        write('R %d %x' % (i, int(frame.read_register('x%d' % i)) & (1 << 64) - 1))
    sp = int(frame.read_register('sp')) & (1 << 64) - 1
    write('R 31 %x' % sp)
    write('R 32 %x' % frame.pc())
    for i in range(32):
        write('R %d %x' % (64 + i, int(frame.read_register('d%d' % i)['u'])))
    for start, end in [(sp - 12288, top)] + sections('.data', '.bss'):
        write('M %x %s' % (start, gdb.selected_inferior().read_memory(start, end - start).tobytes().hex()))
    while frame is not None and frame.function() is not None:
        inlined = frame.type() == gdb.INLINE_FRAME
        write('F %s %d %d' % (frame.function().name, frame.find_sal().line, inlined))
        older = frame.older()
        if not inlined and older is not None:
            outer = older
            while outer.type() == gdb.INLINE_FRAME:
                outer = outer.older()
            write('A %x' % (int(outer.read_register('sp')) & (1 << 64) - 1))
        locals_of(frame, write)
        frame = older


def sections(*names):
    found = []
    for line in gdb.execute('maint info sections', to_string=True).splitlines():
        parts = line.split()
        for name in names:
            if name in parts:
                found.append(tuple(int(part, 16) for part in parts[1].split('->')))
    return found


def instructions(step):
    return [place for low, high in sections('.text') for place in range(low, high, 4)][::step]


def main():
    elf, cpu, socket, output, step, hits = [str(part) for part in stops_arguments]
    gdb.execute('set confirm off')
    gdb.execute('set pagination off')
    gdb.execute('set backtrace past-main on')
    gdb.execute('set backtrace past-entry on')
    gdb.execute('set breakpoint always-inserted on')
    process = connect(cpu, socket, elf)
    top = int(gdb.newest_frame().read_register('sp')) + 64
    count = {}
    breakpoints = {}
    for place in instructions(int(step)):
        breakpoints[place] = gdb.Breakpoint('*0x%x' % place, internal=True)
        breakpoints[place].silent = True
    with open(output, 'w') as file:
        write = lambda text: file.write(text + '\n')
        try:
            while True:
                gdb.execute('continue', to_string=True)
                if not gdb.selected_inferior().threads():
                    break
                pc = gdb.newest_frame().pc()
                describe(write, top)
                count[pc] = count.get(pc, 0) + 1
                if count[pc] >= int(hits) and pc in breakpoints:
                    breakpoints.pop(pc).delete()
        finally:
            process.kill()
            process.wait()


main()
