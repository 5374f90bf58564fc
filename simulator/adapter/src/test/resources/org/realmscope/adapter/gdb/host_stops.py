# Run by gdb, which is connected to a machine at reset and has the symbols of the host: once it runs vCPUs, stops the host
# at its functions and at lines of theirs, and writes what gdb makes of each stop, one fact a line.
#
#   S <moment> <thread> <pc>               a new stop
#   F <function> <file> <line> <inlined>   a frame, innermost first
#   V <path> <value>                       a scalar of the frame, or "?" if gdb cannot tell
import re

import gdb

# What the machine does before it knows its stack has no frames that anybody could read.
FILES = re.compile(r'(arm|gmem|kvm_main|mmio|mmu|page_alloc|psci|rme\w*|rmi_cmds|setup|user|vmm)\.[ch]$')


def functions():
    names = []
    for line in gdb.execute('info functions', to_string=True).splitlines():
        found = re.match(r'File .*?([\w.]+):$', line)
        if found:
            wanted = FILES.search(found.group(1))
        found = re.match(r'\d+:\s.*?(\w+)\(.*\);$', line)
        if found and wanted:
            names.append(found.group(1))
    return names


def scalars(path, value, depth, write):
    kind = value.type.strip_typedefs()
    code = kind.code
    if code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        if depth < 3:
            for field in kind.fields():
                scalars(path + '.' + (field.name or ''), value[field], depth + 1, write)
    elif code == gdb.TYPE_CODE_ARRAY:
        low, high = kind.range()
        for i in range(low, min(high + 1, 4)):
            scalars('%s[%d]' % (path, i), value[i], depth + 1, write)
    else:
        try:
            write('V %s %s' % (path, '?' if value.is_optimized_out else int(value)))
        except gdb.error:
            write('V %s ?' % path)


def variables(frame, write):
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


def describe(write):
    frame = gdb.newest_frame()
    moment = gdb.execute('monitor moment', to_string=True).split()[0]
    write('S %s %d %x' % (moment, gdb.selected_thread().num, frame.pc()))
    while frame is not None and frame.function() is not None:
        place = frame.find_sal()
        inlined = frame.type() == gdb.INLINE_FRAME
        write('F %s %s %d %d' % (frame.function().name, place.symtab.filename, place.line, inlined))
        variables(frame, write)
        frame = frame.older()


def main():
    output, stops, hits, steps = stops_arguments
    gdb.execute('tbreak kvm_arch_vcpu_ioctl_run')
    gdb.execute('continue')
    breakpoints = [gdb.Breakpoint(name, internal=True) for name in functions()]
    count = 0
    with open(output, 'w') as file:
        write = lambda text: file.write(text + '\n')
        while count < stops:
            text = gdb.execute('continue', to_string=True)
            if 'No more' in text:
                break
            describe(write)
            count += 1
            for _ in range(steps):
                gdb.execute('step', to_string=True)
                describe(write)
                count += 1
            for breakpoint in breakpoints:
                if breakpoint.is_valid() and breakpoint.hit_count >= hits:
                    breakpoint.delete()


main()
