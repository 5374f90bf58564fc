# Run by gdb, which is connected to a machine at reset: moves through the program as torture_mode says, and writes each
# stop in a line.
#
#   <movement> <pc> <function> <line> <inlined> <variable>=<value>...
#
# A value is a number, or "?" if gdb says that it is optimized out. Of arrays the first elements are written.
import gdb

FUNCTIONS = ['measure', 'triangle', 'square', 'classify', 'factorial', 'middle', 'sum', 'many', 'search', 'leave_early',
             'passes_on', 'round_trip']
MOST_STEPS = 600
MOST_NEXTS = 40


def scalars(path, value, depth, found):
    kind = value.type.strip_typedefs()
    if kind.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        for field in kind.fields() if depth < 2 else []:
            scalars(path + '.' + (field.name or ''), value[field], depth + 1, found)
    elif kind.code == gdb.TYPE_CODE_ARRAY:
        low, high = kind.range()
        for i in range(low, min(high + 1, 2)):
            scalars('%s[%d]' % (path, i), value[i], depth + 1, found)
    else:
        try:
            found.append('%s=%s' % (path, '?' if value.is_optimized_out else int(value)))
        except gdb.error:
            found.append('%s=?' % path)


def variables(frame):
    found = []
    seen = set()
    block = frame.block()
    while block is not None and not block.is_global and not block.is_static:
        for symbol in block:
            if (symbol.is_variable or symbol.is_argument) and symbol.name not in seen:
                seen.add(symbol.name)
                try:
                    scalars(symbol.name, symbol.value(frame), 0, found)
                except gdb.error:
                    found.append('%s=?' % symbol.name)
        if block.function is not None:
            break
        block = block.superblock
    return found


def name(frame):
    return frame.function().name if frame.function() else None


def describe(movement, write):
    frame = gdb.newest_frame()
    if name(frame) is None:
        write('%s %x -' % (movement, frame.pc()))
        return False
    inlined = frame.type() == gdb.INLINE_FRAME
    write(' '.join(['%s %x %s %d %d' % (movement, frame.pc(), name(frame), frame.find_sal().line, inlined)]
                   + variables(frame)))
    return True


def execute(command):
    gdb.execute(command, to_string=True)


def run_to(function, write):
    execute('tbreak ' + function)
    execute('continue')
    return describe('break', write)


def step(write):
    run_to('main', write)
    for _ in range(MOST_STEPS):
        execute('step')
        if not describe('step', write):
            break


def depth():
    frame = gdb.newest_frame()
    count = 0
    while frame is not None and name(frame) is not None:
        count += frame.type() != gdb.INLINE_FRAME
        frame = frame.older()
    return count


def next_(write):
    for function in FUNCTIONS:
        if not run_to(function, write):
            break
        start = depth()
        for _ in range(MOST_NEXTS):
            execute('next')
            describe('next', write)
            if depth() < start:
                break


def finish(write):
    for function in FUNCTIONS:
        if not run_to(function, write):
            break
        execute('finish')
        describe('finish', write)


def main():
    for setting in ['confirm off', 'pagination off', 'backtrace past-main on', 'backtrace past-entry on']:
        gdb.execute('set ' + setting)
    execute('break finished')
    with open(torture_output, 'w') as file:
        {'step': step, 'next': next_, 'finish': finish}[torture_mode](lambda text: file.write(text + '\n'))


main()
