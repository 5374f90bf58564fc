package org.realmscope.scenario.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads .debug_line of an ELF file, as far as DWARF 5, 6.2 goes without special opcodes. */
final class LineProgram {
    final List<Row> rows = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    private final ByteBuffer in;

    record Row(long address, String file, int line, boolean statement, boolean end) {}

    LineProgram(byte[] elf) {
        in = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        in.position(section(".debug_line"));
        int end = in.getInt();
        end += in.position();
        check(in.getShort() == 5 && in.get() == 8 && in.get() == 0, "version 5, 8-byte addresses");
        int program = in.getInt();
        program += in.position();
        in.position(in.position() + 3 + 2);
        in.position(in.position() + in.get());
        check(in.get() == 1 && in.getShort() == 0x0801 && in.get() == 1, "one directory");
        string();
        check(in.get() == 2 && in.getShort() == 0x0801 && in.getShort() == 0x0f02, "path and directory of a file");
        for (int count = in.get(); count > 0; count--) {
            files.add(string());
            check(in.get() == 0, "directory 0");
        }
        check(in.position() == program, "header_length");
        read(end);
    }

    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not " + what);
        }
    }

    private int section(String name) {
        int table = (int) in.getLong(40);
        int count = in.getShort(60);
        int names = (int) in.getLong(table + 64 * in.getShort(62) + 24);
        for (int i = 0; i < count; i++) {
            int header = table + 64 * i;
            in.position(names + in.getInt(header));
            if (string().equals(name)) {
                return (int) in.getLong(header + 24);
            }
        }
        throw new AssertionError("no section " + name);
    }

    private String string() {
        int start = in.position();
        while (in.get() != 0) {}
        byte[] bytes = new byte[in.position() - 1 - start];
        in.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long leb(boolean signed) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return signed && (next & 0x40) != 0 ? value | -1L << shift : value;
    }

    private void read(int end) {
        long address = 0;
        int file = 1;
        int line = 1;
        boolean statement = true;
        while (in.position() < end) {
            int opcode = in.get();
            switch (opcode) {
                case 0 -> {
                    int length = (int) leb(false);
                    if (in.get() == 2) {
                        check(length == 9, "an address");
                        address = in.getLong();
                    } else {
                        rows.add(new Row(address, files.get(file), line, statement, true));
                        check(in.position() == end, "the end");
                    }
                }
                case 1 -> rows.add(new Row(address, files.get(file), line, statement, false));
                case 2 -> address += 4 * leb(false);
                case 3 -> line += (int) leb(true);
                case 4 -> file = (int) leb(false);
                case 5 -> leb(false);
                case 6 -> statement = !statement;
                default -> throw new AssertionError("opcode " + opcode);
            }
        }
    }
}
