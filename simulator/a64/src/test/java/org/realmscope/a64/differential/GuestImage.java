package org.realmscope.a64.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A static A64 Linux program that runs sequences one after the other and writes the state after each one, registers
 * first, to its standard output as soon as it has it, so that what a sequence that kills the process cannot hide
 * those before it.
 */
final class GuestImage {
    /** Size of the registers of a result: X0 to X30, SP, NZCV and one unused as doublewords, V0 to V31 as quadwords. */
    static final int REGISTERS_SIZE = 34 * Long.BYTES + 32 * 2 * Long.BYTES;
    /** Size of one result. */
    static final int RESULT_SIZE = REGISTERS_SIZE + AddressMap.SCRATCH_SIZE;

    private static final int INPUT_SIZE = REGISTERS_SIZE;
    private static final int CODE_ADDRESS = 33 * Long.BYTES;
    private static final int VECTORS = 34 * Long.BYTES;

    /**
     * What each sequence's code starts with: the driver cannot load X0, through which it branches, nor X30, its
     * pointer.
     */
    private static final String PROLOGUE = """
        ldr x0, [x30]
        ldr x30, [x30, #240]
        """;

    private final CodeWriter code;

    GuestImage(CodeWriter code) {
        this.code = code;
    }

    /** The program's ELF file. */
    byte[] elf(List<Sequence> sequences) {
        if (sequences.size() > AddressMap.MAX_SEQUENCES) {
            throw new IllegalArgumentException("more than " + AddressMap.MAX_SEQUENCES + " sequences");
        }
        CodeWriter.Program driver = code.program(driverSource(), AddressMap.DRIVER, Map.of());
        int[] prologue = code.program(PROLOGUE, 0, Map.of()).words();
        ElfImage elf = new ElfImage(AddressMap.DRIVER);
        ByteBuffer text = segment((int) (AddressMap.sequence(sequences.size()) - AddressMap.DRIVER));
        put(text, driver.words());
        for (int i = 0; i < sequences.size(); i++) {
            text.position((int) (AddressMap.sequence(i) - AddressMap.DRIVER));
            put(text, prologue);
            put(text, sequences.get(i).words());
            long end = AddressMap.DRIVER + text.position();
            put(text, code.program("b finish", end, driver.labels()).words());
        }
        elf.addSegment(AddressMap.DRIVER, text, ElfImage.READ_EXECUTE);
        elf.addSegment(AddressMap.SCRATCH & -0x1000, data(sequences.size()), ElfImage.READ_WRITE);
        elf.addSegment(AddressMap.INPUTS, inputs(sequences), ElfImage.READ_WRITE);
        return elf.bytes();
    }

    private static String driverSource() {
        try (InputStream in = GuestImage.class.getResourceAsStream("/differential/driver.s")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a sequence's own instructions start in the image. */
    static long codeAddress(int position) {
        return AddressMap.sequence(position) + 8;
    }

    private static void put(ByteBuffer text, int[] words) {
        for (int word : words) {
            text.putInt(word);
        }
    }

    private static ByteBuffer segment(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer data(int sequences) {
        long base = AddressMap.SCRATCH & -0x1000;
        ByteBuffer data = segment((int) (AddressMap.PATTERN - base) + AddressMap.SCRATCH_SIZE);
        data.position((int) (AddressMap.CELLS - base));
        data.putLong(0).putLong(sequences).putLong(AddressMap.PATTERN).putLong(AddressMap.SCRATCH);
        data.putLong(AddressMap.SCRATCH_SIZE).putLong(AddressMap.INPUTS);
        data.position((int) (AddressMap.PATTERN - base));
        data.put(MachineState.initial(0).scratch);
        return data;
    }

    private static ByteBuffer inputs(List<Sequence> sequences) {
        ByteBuffer inputs = segment(sequences.size() * INPUT_SIZE);
        for (int i = 0; i < sequences.size(); i++) {
            MachineState state = MachineState.initial(sequences.get(i).seed());
            inputs.position(i * INPUT_SIZE);
            for (long value : state.x) {
                inputs.putLong(value);
            }
            inputs.putLong(state.sp).putLong((long) state.nzcv << 28);
            inputs.position(i * INPUT_SIZE + VECTORS);
            for (long value : state.v) {
                inputs.putLong(value);
            }
            inputs.putLong(i * INPUT_SIZE + CODE_ADDRESS, AddressMap.sequence(i));
        }
        return inputs;
    }

    /** Reads the result at the buffer's position. */
    static MachineState readResult(ByteBuffer output) {
        MachineState state = new MachineState();
        int start = output.position();
        for (int i = 0; i < state.x.length; i++) {
            state.x[i] = output.getLong();
        }
        state.sp = output.getLong();
        state.nzcv = (int) (output.getLong() >>> 28) & 15;
        output.position(start + VECTORS);
        for (int i = 0; i < state.v.length; i++) {
            state.v[i] = output.getLong();
        }
        output.get(state.scratch);
        return state;
    }
}
