# Run by gdb on a file that is not running: what gdb knows of every instruction, one fact a line.
#
#   L <address> <line> <file>       the line of an instruction
#   B <function> <inlined>          a body around it, innermost first; as the lines below only where something changes
#   V <name> <size> <type>          a parameter or variable of that body
import gdb


def code():
    for line in gdb.execute('maint info sections', to_string=True).splitlines():
        parts = line.split()
        if '.text' in parts:
            low, high = (int(part, 16) for part in parts[1].split('->'))
            return range(low, high, 4)
    return range(0)


def bodies(block):
    lines = []
    variables = []
    while block is not None and not block.is_global and not block.is_static:
        for symbol in block:
            if symbol.is_variable or symbol.is_argument:
                kind = symbol.type
                variables.append('V %s %d %s' % (symbol.name, kind.sizeof, kind))
        if block.function is not None:
            inlined = not block.superblock.is_static
            lines += ['B %s %d' % (block.function.name, inlined)] + sorted(variables)
            variables = []
        block = block.superblock
    return lines


def main():
    last = None
    with open(scopes_output, 'w') as file:
        for pc in code():
            place = gdb.find_pc_line(pc)
            known = place.symtab is not None and place.line > 0
            file.write('L %x %d %s\n' % (pc, place.line if known else 0, place.symtab.filename if known else '-'))
            block = gdb.block_for_pc(pc)
            text = '' if block is None else '\n'.join(bodies(block))
            if text != last and text:
                file.write(text + '\n')
            last = text


main()
