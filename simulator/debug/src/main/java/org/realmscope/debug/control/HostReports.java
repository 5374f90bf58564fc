package org.realmscope.debug.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.vmm.DoorbellKind;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The hazards that the host image reports (docs/vmm-port.md, "Reports"), each when the VMM takes notice of it. Pages
 * that the host frees while a realm maps them are in none of its reports; see {@link FreedPages}.
 */
public final class HostReports implements HazardSource {
    /** Symbol of the host image at the table. */
    public static final String SYMBOL = "reports";

    private static final int SIZE = 64;
    private static final int MAX_REPORTS = 256;
    private static final int FILE = 8;
    private static final int LINE = 16;
    private static final int TEXT = 24;
    private static final int VALUE_0 = 32;
    private static final int LONGEST_TEXT = 200;

    private final PhysicalMemory memory;
    private final long table;

    /** Kinds of reports by their number, less one. */
    enum Kind {
        WARNING,
        BUG,
        LEAK,
        SIGBUS,
        OOPS
    }

    /** @param table physical address of the host's table of reports */
    public HostReports(Machine machine, long table) {
        this.memory = machine.platform().memory;
        this.table = table;
    }

    @Override
    public boolean knows(Hazard hazard) {
        return hazard == Hazard.HOST_WARNING || hazard == Hazard.LEAKED_GRANULE;
    }

    @Override
    public @Nullable Occurrence check(Hazard hazard, MachineEvent event) {
        if (!(event instanceof MachineEvent.Doorbell doorbell) || doorbell.kind() != DoorbellKind.REPORT) {
            return null;
        }
        long at = table + doorbell.value() % MAX_REPORTS * SIZE;
        long number = memory.isBacked(at, SIZE) ? memory.read64(at) : 0;
        if (number < 1 || number > Kind.values().length) {
            return null;
        }
        Kind kind = Kind.values()[(int) number - 1];
        boolean isLeak = kind == Kind.LEAK;
        if (!knows(hazard) || isLeak != (hazard == Hazard.LEAKED_GRANULE)) {
            return null;
        }
        long value = memory.read64(at + VALUE_0);
        String file = text(memory.read64(at + FILE));
        long line = memory.read64(at + LINE);
        String text = isLeak ? "granule 0x%x is given up".formatted(value) : text(memory.read64(at + TEXT));
        List<EventField> fields = new ArrayList<>(List.of(
                EventField.constant("kind", kind),
                EventField.text("file", file),
                EventField.decimal("line", line),
                EventField.text("text", text)));
        if (isLeak) {
            fields.add(EventField.hexadecimal("granule", value));
        }
        String what = "host %s at %s:%d: %s".formatted(kind.name().toLowerCase(Locale.ROOT), file, line, text);
        return new Occurrence(what, isLeak ? "a leak" : "a report of the host", fields, EventConstants.REPORTS);
    }

    private String text(long pa) {
        byte[] bytes = new byte[LONGEST_TEXT];
        int length = 0;
        while (length < LONGEST_TEXT && memory.isBacked(pa + length) && memory.read8(pa + length) != 0) {
            bytes[length] = (byte) memory.read8(pa + length);
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
