package org.realmscope.machine.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.DoorbellKind;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.platform.Platform;
import org.realmscope.platform.device.VmmPort;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * What the host image says of itself in its memory: its reports, and the ring of its trace events. The replies to the
 * VMM's commands say where they are; a host without them is silent.
 */
public final class HostRecorder {
    private static final int REPORT_SIZE = 64;
    private static final int REPORT_VALUES = 4;
    private static final int MAX_REPORTS = 256;
    private static final int LONGEST_TEXT = 400;

    private final Platform platform;
    private final PhysicalMemory memory;
    private final TraceStore trace;
    /** Events of each PE that have been looked at. */
    private final long[] drained;

    private final List<Heard> heard = new ArrayList<>();
    private TraceRings rings = TraceRings.NONE;
    private List<HostReport> reports = List.of();
    private long reportCount;
    private @Nullable Long leakedPages;
    /** Address of the words that point to the names of the functions of the reports; 0 if the host has none. */
    private long functions;

    /** When the VMM heard of a report. */
    private record Heard(long index, Moment moment, int pe) {}

    HostRecorder(Platform platform, HistoryLimits limits) {
        this.platform = platform;
        this.memory = platform.memory;
        this.trace = new TraceStore(limits.traceEvents());
        this.drained = new long[platform.peCount()];
    }

    /** What had been heard and read at a moment. */
    record Mark(int heard, List<Long> drained, long traced, TraceRings rings, long functions) {}

    Mark mark() {
        return new Mark(heard.size(), Arrays.stream(drained).boxed().toList(), trace.count(), rings, functions);
    }

    /** Forgets what has come since {@code mark} was made. */
    void reset(Mark mark) {
        heard.subList(mark.heard(), heard.size()).clear();
        for (int pe = 0; pe < drained.length; pe++) {
            drained[pe] = mark.drained().get(pe);
        }
        trace.truncate(mark.traced());
        rings = mark.rings();
        functions = mark.functions();
    }

    // --- what there is

    /** What the host has reported, oldest first, as of the last time that the VMM asked for it. */
    public List<HostReport> reports() {
        return reports;
    }

    /** Reports that were made; more than {@link #reports} has if the host's table was too small. */
    public long reportCount() {
        return Math.max(reportCount, heard.size());
    }

    /** Pages that the host has given up, null if the VMM has not asked. */
    public @Nullable Long leakedPages() {
        return leakedPages;
    }

    /** The host's trace, in the order of the counter. Empty unless it is kept. */
    public List<HostTraceEvent> trace() {
        return trace.read();
    }

    // --- what the VMM learns

    /** Says where the trace is; what has been written before is left alone. */
    public void setTraceRings(TraceRings where) {
        rings = where.base() != 0 && memory.isBacked(where.base(), where.stride() * where.count())
                ? where
                : TraceRings.NONE;
    }

    void doorbell(Moment moment, int pe, long value) {
        int kind = DoorbellKind.of(value);
        if (kind == DoorbellKind.REPORT) {
            heard.add(new Heard(DoorbellKind.value(value), moment, pe));
        } else if (kind == DoorbellKind.REPLY && mailbox(pe, VmmBoard.RESULT) >= 0) {
            long command = mailbox(pe, VmmBoard.COMMAND);
            if (command == VmmCommand.SETUP.number()) {
                setTraceRings(new TraceRings(
                        mailboxValue(pe, 0), mailboxValue(pe, 1), mailboxValue(pe, 2), mailboxValue(pe, 3)));
            } else if (command == VmmCommand.REPORTS.number()) {
                leakedPages = mailboxValue(pe, 3);
                functions = mailboxValue(pe, 4);
                readReports(mailboxValue(pe, 0), mailboxValue(pe, 1));
            }
        }
    }

    private long mailbox(int pe, int offset) {
        return platform.bus.read(VmmPort.BASE + ((long) pe << PhysicalMemory.GRANULE_SHIFT) + offset, 8);
    }

    private long mailboxValue(int pe, int index) {
        return mailbox(pe, VmmBoard.VALUES + 8 * index);
    }

    /**
     * Reads the host's table of reports.
     *
     * @param table physical address
     * @param count reports that were ever made
     */
    public void readReports(long table, long count) {
        List<HostReport> found = new ArrayList<>();
        for (long index = Math.max(0, count - MAX_REPORTS); index < count; index++) {
            long at = table + index % MAX_REPORTS * REPORT_SIZE;
            if (!memory.isBacked(at, REPORT_SIZE)) {
                break;
            }
            found.add(report(index, at));
        }
        reports = List.copyOf(found);
        reportCount = count;
    }

    private HostReport report(long index, long at) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < REPORT_VALUES; i++) {
            values.add(memory.read64(at + 32 + 8L * i));
        }
        Heard when = heard.stream().filter(h -> h.index() == index).findFirst().orElse(null);
        return new HostReport(
                index,
                HostReport.Kind.of(memory.read64(at)),
                text(memory.read64(at + 8)),
                (int) memory.read64(at + 16),
                function(index),
                text(memory.read64(at + 24)),
                values,
                when == null ? null : when.moment(),
                when == null ? -1 : when.pe());
    }

    private String function(long index) {
        long at = functions + index % MAX_REPORTS * Long.BYTES;
        return functions == 0 || !memory.isBacked(at, Long.BYTES) ? "" : text(memory.read64(at));
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

    // --- trace

    /**
     * What became of the newest REC exit of a PE, by its ring.
     *
     * @param since system counter of the exit, or before
     * @return return code, or {@link OpenFault#NO_RETURN_CODE} if the ring has none
     */
    int returnCode(int pe, long since) {
        if (!rings.has(pe)) {
            return OpenFault.NO_RETURN_CODE;
        }
        long written = memory.read64(rings.ring(pe));
        long oldest = Math.max(0, written - rings.capacity());
        for (long n = written - 1; n >= oldest; n--) {
            long at = rings.event(pe, n);
            if (memory.read64(at) < since) {
                break;
            }
            if (memory.read32(at + 8) == HostTraceEvent.REC_EXIT_HANDLED) {
                return (int) memory.read64(at + 16);
            }
        }
        return OpenFault.NO_RETURN_CODE;
    }

    /** Takes what a PE has written to its ring since the last time, if the trace is kept. */
    void drain(int pe) {
        if (!trace.isKept() || !rings.has(pe)) {
            return;
        }
        long written = memory.read64(rings.ring(pe));
        if (written <= drained[pe]) {
            return;
        }
        long oldest = Math.max(drained[pe], written - rings.capacity());
        long lost = oldest - drained[pe];
        for (long n = oldest; n < written; n++) {
            trace.add(memory, rings.event(pe, n), pe, lost);
            lost = 0;
        }
        drained[pe] = written;
    }

    void drainAll() {
        for (int pe = 0; pe < drained.length; pe++) {
            drain(pe);
        }
    }
}
