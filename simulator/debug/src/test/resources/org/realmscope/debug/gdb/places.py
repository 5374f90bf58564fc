# Run by gdb on a file that is not running: where breakpoints on the lines of the fixtures' sources stop.
#
#   P <file> <line> <address>...
import gdb


def main():
    gdb.execute('set confirm off')
    with open(places_output, 'w') as file:
        for source, lines in [('torture.c', 120), ('shapes.c', 80), ('opaque.c', 20)]:
            for line in range(1, lines):
                try:
                    breakpoint = gdb.Breakpoint('%s:%d' % (source, line))
                except gdb.error:
                    continue
                addresses = sorted(place.address for place in breakpoint.locations if place.address)
                file.write('P %s %d %s\n' % (source, line, ' '.join('%x' % address for address in addresses)))
                breakpoint.delete()


main()
