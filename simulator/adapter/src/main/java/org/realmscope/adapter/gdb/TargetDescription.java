package org.realmscope.adapter.gdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.realmscope.debug.inspect.RegisterGroup;
import org.realmscope.debug.inspect.RegisterValue;

/**
 * What gdb is told of the registers: its own features for AArch64 ("Debugging with GDB", G.5.1), and one with the
 * system registers. A register's number is its place in the list.
 */
final class TargetDescription {
    /** Number of the first register that is no X register. */
    static final int SP = 31;

    static final int PC = 32;
    static final int CPSR = 33;
    static final int V0 = 34;
    static final int FPSR = 66;
    static final int FPCR = 67;
    /** Number of the first system register. Those below are what a {@code g} packet has. */
    static final int FIRST_SYSTEM = 68;

    private static final int VECTORS = 32;
    private static final List<String> SYSTEM_GROUPS = List.of("EL1", "EL2", "GIC");

    private static final List<String> CPSR_FIELDS = List.of(
            "SP 0 0",
            "EL 2 3",
            "F 6 6",
            "I 7 7",
            "A 8 8",
            "D 9 9",
            "BTYPE 10 11",
            "SSBS 12 12",
            "IL 20 20",
            "SS 21 21",
            "PAN 22 22",
            "UAO 23 23",
            "DIT 24 24",
            "V 28 28",
            "C 29 29",
            "Z 30 30",
            "N 31 31");

    private final List<TargetRegister> registers = new ArrayList<>();

    /** @param groups registers of any PE */
    TargetDescription(List<RegisterGroup> groups) {
        for (int i = 0; i < SP; i++) {
            registers.add(new TargetRegister("x" + i, 64, "", ""));
        }
        registers.add(new TargetRegister("sp", 64, "data_ptr", ""));
        registers.add(new TargetRegister("pc", 64, "code_ptr", ""));
        registers.add(new TargetRegister("cpsr", 32, "cpsr_flags", ""));
        for (int i = 0; i < VECTORS; i++) {
            registers.add(new TargetRegister("v" + i, 128, "vector", ""));
        }
        registers.add(new TargetRegister("fpsr", 32, "", ""));
        registers.add(new TargetRegister("fpcr", 32, "", ""));
        for (RegisterGroup group : groups) {
            if (SYSTEM_GROUPS.contains(group.name())) {
                add(group);
            }
        }
    }

    private void add(RegisterGroup group) {
        for (RegisterValue register : group.registers()) {
            String name = register.name().toLowerCase(Locale.ROOT);
            registers.add(new TargetRegister(name, 64, "", group.name().toLowerCase(Locale.ROOT)));
        }
    }

    List<TargetRegister> registers() {
        return registers;
    }

    /** Bytes of a {@code g} packet. */
    int generalSize() {
        return registers.subList(0, FIRST_SYSTEM).stream()
                .mapToInt(TargetRegister::size)
                .sum();
    }

    /** The document {@code target.xml}. */
    String xml() {
        StringBuilder xml = new StringBuilder("""
            <?xml version="1.0"?>
            <!DOCTYPE target SYSTEM "gdb-target.dtd">
            <target version="1.0">
            <architecture>aarch64</architecture>
            <feature name="org.gnu.gdb.aarch64.core">
            <flags id="cpsr_flags" size="4">
            """);
        for (String field : CPSR_FIELDS) {
            String[] parts = field.split(" ", -1);
            xml.append("<field name=\"%s\" start=\"%s\" end=\"%s\"/>\n".formatted(parts[0], parts[1], parts[2]));
        }
        xml.append("</flags>\n");
        append(xml, 0, V0);
        xml.append("</feature>\n<feature name=\"org.gnu.gdb.aarch64.fpu\">\n");
        appendVectorTypes(xml);
        append(xml, V0, FIRST_SYSTEM);
        xml.append("</feature>\n<feature name=\"org.realmscope.system\">\n");
        append(xml, FIRST_SYSTEM, registers.size());
        return xml.append("</feature>\n</target>\n").toString();
    }

    private void append(StringBuilder xml, int from, int to) {
        for (int number = from; number < to; number++) {
            TargetRegister register = registers.get(number);
            xml.append("<reg name=\"%s\" bitsize=\"%d\" regnum=\"%d\""
                    .formatted(register.name(), register.bits(), number));
            if (!register.type().isEmpty()) {
                xml.append(" type=\"").append(register.type()).append('"');
            }
            if (!register.group().isEmpty()) {
                xml.append(" group=\"").append(register.group()).append('"');
            }
            xml.append("/>\n");
        }
    }

    /** A vector register is a union of vectors of elements of each size: {@code $v0.s.u[1]}. */
    private static void appendVectorTypes(StringBuilder xml) {
        List<String> elements = List.of(
                "q 1 uint128 int128 -",
                "d 2 uint64 int64 ieee_double",
                "s 4 uint32 int32 ieee_single",
                "h 8 uint16 int16 ieee_half",
                "b 16 uint8 int8 -");
        StringBuilder union = new StringBuilder("<union id=\"vector\">\n");
        for (String element : elements) {
            String[] parts = element.split(" ", -1);
            StringBuilder kinds = new StringBuilder("<union id=\"vector_%s\">\n".formatted(parts[0]));
            for (String kind : List.of("u 2", "s 3", "f 4")) {
                String name = kind.substring(0, 1);
                String type = parts[Integer.parseInt(kind.substring(2))];
                if (!type.equals("-")) {
                    String id = "vector_" + parts[0] + name;
                    xml.append("<vector id=\"%s\" type=\"%s\" count=\"%s\"/>\n".formatted(id, type, parts[1]));
                    kinds.append("<field name=\"%s\" type=\"%s\"/>\n".formatted(name, id));
                }
            }
            xml.append(kinds).append("</union>\n");
            union.append("<field name=\"%s\" type=\"vector_%s\"/>\n".formatted(parts[0], parts[0]));
        }
        xml.append(union).append("</union>\n");
    }
}
