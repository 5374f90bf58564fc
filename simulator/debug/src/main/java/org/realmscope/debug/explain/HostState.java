package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.MemoryOnlyFrame;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.expression.FrameEvaluation;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Location;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SpaceMemory;
import org.realmscope.debug.symbols.SymbolScopes;

/**
 * What the host has in its variables where a machine stands, by its debug information. A host of the user's own may
 * have none of them: then nothing is known. It must not be used after the machine has moved.
 */
final class HostState {
    private static final int MAX_REPORTS = 256;
    private static final int REPORT_VALUES = 4;
    private static final int LONGEST_TEXT = 200;
    private static final int PAGE_SHIFT = 12;

    private final Inspection view;
    private final AddressSpace space = new AddressSpace.Virtual(Regime.EL2N);
    private final MemoryReader memory;
    private final @Nullable FrameEvaluation names;

    /** The frame of nobody. */
    private record NoFrame(MemoryReader memory, long bias) implements MemoryOnlyFrame {}

    /**
     * A failure that somebody has asked for: the next calls of an RMI command fail without being made.
     *
     * @param functionId of the command
     * @param count calls that are still to fail
     * @param status X0 of a failed call
     */
    record Injection(long functionId, long count, long status) {}

    /**
     * A report of the host.
     *
     * @param kind number as in {@code docs/vmm-port.md}
     * @param function that it is from
     * @param text condition that held, or what happened
     */
    record Report(long kind, String function, String text, List<Long> values) {
        static final int WARNING = 1;
        static final int BUG = 2;
        static final int SIGBUS = 4;

        Report {
            values = List.copyOf(values);
        }

        /** What the host did by it. */
        String verb() {
            return kind == WARNING ? "warned" : kind == BUG ? "gave up its thread" : "reported";
        }
    }

    HostState(Inspection view, SymbolScopes symbols) {
        this.view = view;
        this.memory = new SpaceMemory(view, space);
        this.names = symbols.images().stream()
                .filter(image -> image.regime() == Regime.EL2N)
                .findFirst()
                .map(this::names)
                .orElse(null);
    }

    private FrameEvaluation names(ProgramImage image) {
        return new FrameEvaluation(
                image.info(), new NoFrame(memory, image.loaded().bias()), null);
    }

    // --- expressions

    /** The value of an expression over the host's variables; empty if the host has no such names. */
    private OptionalLong number(String expression) {
        FrameEvaluation known = names;
        if (known == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Expression.parse(expression, known).number(known));
        } catch (ExpressionException unknownName) {
            return OptionalLong.empty();
        }
    }

    private long number(String expression, long otherwise) {
        return number(expression).orElse(otherwise);
    }

    private long count(String array) {
        return number("sizeof(%1$s) / sizeof(%1$s[0])".formatted(array), 0);
    }

    /** Physical address of a variable; empty if it is not known. */
    OptionalLong physicalAddress(String variable) {
        OptionalLong va = number("(unsigned long)&" + variable);
        if (va.isEmpty()) {
            return va;
        }
        Location location = view.locate(space, va.getAsLong());
        return location.isFound() ? OptionalLong.of(location.pa()) : OptionalLong.empty();
    }

    /** Bytes of a variable, 0 if it is not known. */
    long size(String variable) {
        return number("sizeof(" + variable + ")", 0);
    }

    // --- what there is

    /** The host's switches; null if it has none. */
    @Nullable
    HostSwitches switches() {
        OptionalLong behaviour = number("switches.behaviour");
        return behaviour.isEmpty()
                ? null
                : HostSwitches.of(
                        behaviour.getAsLong(),
                        number("switches.readonly_unprotected", -1),
                        number("switches.block_mappings", -1),
                        number("switches.race", -1),
                        number("switches.debug_vm", 0),
                        number("switches.unmap_alias", -1));
    }

    /** Number of the virtual machine that is a realm, -1 if it is not known. */
    int vm(long rd) {
        long vms = count("vms");
        for (int i = 0; i < vms; i++) {
            if (number("vms[%d].in_use".formatted(i), 0) != 0
                    && number("vms[%d].arch.realm.rd".formatted(i), -1) == rd) {
                return i;
            }
        }
        return -1;
    }

    /** The memory slots of a virtual machine, those that were deleted included. */
    List<MemorySlot> slots(int vm) {
        List<MemorySlot> slots = new ArrayList<>();
        long count = count("vms[0].memslots");
        for (int i = 0; i < count; i++) {
            String slot = "vms[%d].memslots[%d].".formatted(vm, i);
            long pages = number(slot + "npages", 0);
            if (pages != 0) {
                slots.add(new MemorySlot(
                        i,
                        number(slot + "in_use", 0) != 0,
                        number(slot + "base_gfn", 0) << PAGE_SHIFT,
                        pages << PAGE_SHIFT,
                        number(slot + "flags", 0),
                        number(slot + "userspace_addr", 0),
                        number(slot + "gmem_addr", 0)));
            }
        }
        return slots;
    }

    /** How often the mappings behind the slots of a virtual machine have changed. */
    long invalidations(int vm) {
        return number("vms[%d].mmu_invalidate_seq".formatted(vm), 0);
    }

    /** Whether the VMM has made a frame of a slot with a guest_memfd shared. */
    boolean isShared(int vm, long gpa) {
        long frame = gpa >>> PAGE_SHIFT;
        long count = number("vms[%d].nr_shared".formatted(vm), 0);
        for (int i = 0; i < count; i++) {
            String span = "vms[%d].shared[%d].".formatted(vm, i);
            if (number(span + "start", 0) <= frame && frame < number(span + "end", 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the VMM has mapped an address of its user space; true also if that is not known. */
    boolean isMappedByUser(long hva) {
        long count = number("vmas_in_use", -1);
        for (int i = 0; i < count; i++) {
            long start = number("vmas[%d].vm_start".formatted(i), 0);
            if (hva >= start && hva < number("vmas[%d].vm_end".formatted(i), 0)) {
                return true;
            }
        }
        return count < 0;
    }

    /** Free pages; -1 if it is not known. */
    long freePages() {
        return number("free_page_count", -1);
    }

    /** What {@code fail} has asked for, by its index. */
    Injection injection(int index) {
        String entry = "injections[%d].".formatted(index);
        return new Injection(number(entry + "fid", 0), number(entry + "count", 0), number(entry + "status", 0));
    }

    /** Failures that can be asked for at the same time. */
    int injections() {
        return (int) count("injections");
    }

    /** Which page allocation from now on is to fail, 1 being the next; 0 for none. */
    long allocationToFail() {
        return number("allocation_to_fail", 0);
    }

    /** A report by its index. */
    Report report(long index) {
        String entry = "reports[%d].".formatted(index % MAX_REPORTS);
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < REPORT_VALUES; i++) {
            values.add(number(entry + "values[" + i + "]", 0));
        }
        return new Report(
                number(entry + "kind", 0),
                text(number("report_functions[%d]".formatted(index % MAX_REPORTS), 0)),
                text(number(entry + "text", 0)),
                values);
    }

    private String text(long va) {
        StringBuilder text = new StringBuilder();
        byte[] one = new byte[1];
        while (va != 0 && text.length() < LONGEST_TEXT && memory.read(va + text.length(), one) && one[0] != 0) {
            text.append((char) (one[0] & 0xff));
        }
        return text.toString();
    }
}
