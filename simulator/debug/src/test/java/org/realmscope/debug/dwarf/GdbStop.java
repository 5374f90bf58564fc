package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.realmscope.debug.elf.ElfFile;

/** A stop of gdb as {@code stops.py} writes it: the state of the machine, and what gdb makes of it. */
final class GdbStop {
    /**
     * A frame.
     *
     * @param head function, line and whether it is inlined
     * @param cfa stack pointer of its caller; empty if gdb did not say
     * @param scalars by path; "?" if gdb says that it is optimized out
     */
    record Frame(String head, List<Long> cfa, Map<String, String> scalars) {}

    private final String address;
    private final long[] registers = new long[96];
    private final NavigableMap<Long, byte[]> memory = new TreeMap<>(Long::compareUnsigned);
    private final List<Frame> frames = new ArrayList<>();

    private GdbStop(String address) {
        this.address = address;
    }

    static List<GdbStop> read(List<String> lines) {
        List<GdbStop> stops = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            if (parts[0].equals("B")) {
                stops.add(new GdbStop(parts[1]));
            } else {
                stops.getLast().add(parts);
            }
        }
        return stops;
    }

    private void add(String[] parts) {
        switch (parts[0]) {
            case "R" -> registers[Integer.parseInt(parts[1])] = Long.parseUnsignedLong(parts[2], 16);
            case "M" ->
                memory.put(Long.parseUnsignedLong(parts[1], 16), HexFormat.of().parseHex(parts[2]));
            case "F" -> frames.add(new Frame(parts[1] + " " + parts[2], new ArrayList<>(), new TreeMap<>()));
            case "A" -> frames.getLast().cfa().add(Long.parseUnsignedLong(parts[1], 16));
            case "V" -> frames.getLast().scalars().put(parts[1], parts[2]);
            default -> throw new IllegalArgumentException(parts[0]);
        }
    }

    String address() {
        return address;
    }

    long pc() {
        return registers[RegisterReader.PC];
    }

    /** This machine, of which gdb said what it said of another one at the same place. */
    GdbStop withFramesOf(GdbStop other) {
        if (other.pc() != pc()) {
            throw new IllegalArgumentException("not the same place: " + address + " and " + other.address);
        }
        frames.clear();
        frames.addAll(other.frames);
        return this;
    }

    List<Frame> frames() {
        return frames;
    }

    RegisterReader registers() {
        return number ->
                number >= 0 && number < registers.length ? OptionalLong.of(registers[number]) : OptionalLong.empty();
    }

    MemoryReader memory(ElfFile elf) {
        return (va, into) -> {
            Map.Entry<Long, byte[]> entry = memory.floorEntry(va);
            if (entry != null) {
                long offset = va - entry.getKey();
                if (offset + into.length <= entry.getValue().length) {
                    System.arraycopy(entry.getValue(), (int) offset, into, 0, into.length);
                    return true;
                }
            }
            return elf.read(va, into);
        };
    }
}
