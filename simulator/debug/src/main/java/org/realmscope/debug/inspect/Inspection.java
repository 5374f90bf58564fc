package org.realmscope.debug.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realmscope.a64.table.Disassembler;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.el3.SuspendedWorld;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.decode.Descriptors;

/**
 * What a machine holds where it stands now. Everything is read when it is asked for, and nothing is changed. Of an RMM
 * that is an image only what the architecture shows is known; {@link #knowsRealms} says so.
 */
public final class Inspection {
    private static final Disassembler DISASSEMBLER = new Disassembler(InstructionTable.A64);
    private static final int INSTRUCTION_SIZE = 4;
    private static final int GRANULE = PhysicalMemory.GRANULE_SIZE;

    private final Machine machine;
    private final @Nullable RealmView realms;
    private final AddressResolver addresses;

    /** Views of a machine; a fork's are views of the past. */
    public Inspection(Machine machine) {
        this.machine = machine;
        this.realms = RealmView.of(machine);
        this.addresses = new AddressResolver(machine, realms);
    }

    public Machine machine() {
        return machine;
    }

    // --- realms

    /** Whether the RMM is the built-in one, so that its realms, RTTs and granule states can be seen. */
    public boolean knowsRealms() {
        return realms != null;
    }

    /** All realms by the address of their RD; empty if they cannot be seen. */
    public List<RealmSummary> realms() {
        RealmView view = realms;
        return view == null ? List.of() : view.realms();
    }

    /**
     * A realm.
     *
     * @param rd physical address of its RD
     * @throws UserError if there is none
     */
    public RealmSummary realm(long rd) {
        return view(rd).realm(rd);
    }

    /** Physical address of the RD of the realm that is meant, {@link RealmSelector#NONE} if it does not exist. */
    public long find(RealmSelector selector) {
        RealmView view = realms;
        return view == null ? RealmSelector.NONE : view.find(selector);
    }

    /**
     * Position of a realm in the order that {@link RealmSelector.Numbered} counts.
     *
     * @param rd physical address of its RD; -1 is the answer if it is none
     */
    public int realmNumber(long rd) {
        RealmView view = realms;
        return view == null ? -1 : view.number(rd);
    }

    /** Names of the rows of the decision table for aborts of realms, in order of evaluation. */
    public static List<String> abortDecisions() {
        return RealmView.DECISIONS;
    }

    /**
     * Name of the row of the decision table that an abort of a REC has, with the tables as they are.
     *
     * @param rec physical address of the REC
     * @param esr ESR_EL2 of the abort
     * @param hpfar HPFAR_EL2 of the abort
     * @throws UserError if no REC is there
     */
    public String abortDecision(long rec, long esr, long hpfar) {
        RealmView view = realms;
        if (view == null || view.granuleState(rec) != GranuleState.REC) {
            throw invalid("there is no REC at 0x%x".formatted(rec));
        }
        return view.decision(rec, esr, hpfar);
    }

    /** Whether an IPA is in the Protected half of the IPA space of the realm with RD {@code rd}. */
    public boolean isProtected(long rd, long ipa) {
        return ipa >>> view(rd).ipaWidth(rd) - 1 == 0;
    }

    /** Whether {@code rd} is the RD of a realm. */
    public boolean isRealm(long rd) {
        RealmView view = realms;
        return view != null && view.isRealm(rd);
    }

    /** All RECs by the address of their granule; empty if they cannot be seen. */
    public List<RecSummary> recs() {
        RealmView view = realms;
        return view == null ? List.of() : view.recs();
    }

    /**
     * A REC.
     *
     * @param rec physical address; null is the answer if no REC is there, or it cannot be seen
     */
    public @Nullable RecSummary rec(long rec) {
        RealmView view = realms;
        boolean isRec = view != null && view.granuleState(rec) == GranuleState.REC;
        return view == null || !isRec ? null : view.rec(rec);
    }

    /** The REC that runs on a PE, null if none does or it cannot be seen. */
    public @Nullable RecSummary runningRec(int pe) {
        RealmView view = realms;
        long rec = view == null ? 0 : view.runningRec(pe);
        return view == null || rec == 0 ? null : view.rec(rec);
    }

    /** Physical address of the RD of the realm that runs on a PE, {@link RealmSelector#NONE} if none does. */
    public long runningRealm(int pe) {
        RealmView view = realms;
        long rec = view == null ? 0 : view.runningRec(pe);
        return view == null || rec == 0 ? RealmSelector.NONE : view.granuleOwner(rec);
    }

    /**
     * Physical address of the RD of the realm to which a REC belongs.
     *
     * @param rec physical address; {@link RealmSelector#NONE} is the answer if no REC is there
     */
    public long realmOfRec(long rec) {
        RealmView view = realms;
        boolean isRec = view != null && view.granuleState(rec) == GranuleState.REC;
        return view == null || !isRec ? RealmSelector.NONE : view.granuleOwner(rec);
    }

    /**
     * Number of a REC in its realm.
     *
     * @param rec physical address; -1 is the answer if no REC is there
     */
    public int recNumber(long rec) {
        RealmView view = realms;
        boolean isRec = view != null && view.granuleState(rec) == GranuleState.REC;
        return view == null || !isRec ? -1 : view.rec(rec).number();
    }

    // --- RTTs

    /** The entries of the starting level. */
    public List<RttEntry> rttStart(long rd) {
        return view(rd).startingLevel(rd);
    }

    /** The entries of the table that a TABLE entry refers to; empty for any other entry. */
    public List<RttEntry> rttTable(long rd, RttEntry parent) {
        return view(rd).children(rd, parent);
    }

    /** The entries that the walk of an IPA reads, from the starting level on. */
    public List<RttEntry> rttWalk(long rd, long ipa) {
        RealmView view = view(rd);
        checkIpa(view.realm(rd), ipa);
        return view.walk(rd, ipa);
    }

    /** The entry at which the walk of an IPA ends. */
    public RttEntry rttLeaf(long rd, long ipa) {
        return rttWalk(rd, ipa).getLast();
    }

    /** The fields of an entry's descriptor, from the high bits down. */
    public List<RegisterField> rttFields(long rd, RttEntry entry) {
        return RegisterFields.of(
                Descriptors.stage2(entry.descriptor(), entry.level(), realm(rd).lpa2()));
    }

    /** What the leaf entries of an IPA range say, run-length encoded. */
    public List<Run<RttState>> rtt(long rd, long base, long end) {
        return view(rd).leaves(rd, base, end);
    }

    /** RIPAS of the Protected part of an IPA range, run-length encoded. */
    public List<Run<Ripas>> ripas(long rd, long base, long end) {
        RealmView view = view(rd);
        long top = Math.min(end, view.realm(rd).ipaEnd() >>> 1);
        List<Run<Ripas>> runs = new ArrayList<>();
        for (Run<RttState> run : view.leaves(rd, base, top)) {
            Run.append(runs, run.base(), run.end(), run.value().ripas());
        }
        return runs;
    }

    private RealmView view(long rd) {
        RealmView view = realms;
        if (view == null) {
            throw invalid("realms cannot be seen: the RMM is an image, whose tables only it can read");
        }
        if (!view.isRealm(rd)) {
            throw invalid("there is no realm with RD 0x%x".formatted(rd));
        }
        return view;
    }

    private static void checkIpa(RealmSummary realm, long ipa) {
        if (ipa < 0 || ipa >= realm.ipaEnd()) {
            throw invalid("ipa 0x%x is outside the IPA space of %d bits".formatted(ipa, realm.ipaWidth()));
        }
    }

    // --- granules

    /** What the granule of {@code pa} is used for. */
    public GranuleUse granule(long pa) {
        RealmView view = realms;
        return new GranuleUse(
                machine.platform().granuleProtection.owner(pa),
                view == null ? null : view.granuleState(pa),
                view == null ? 0 : view.granuleOwner(pa));
    }

    /** What granules of an address range are used for, run-length encoded; only what is memory. */
    public List<Run<GranuleUse>> granules(long base, long end) {
        List<Run<GranuleUse>> runs = new ArrayList<>();
        for (MemoryRegion region : machine.platform().memory.regions()) {
            long from = Math.max(base & -GRANULE, region.base());
            long to = Math.min(end, region.end());
            while (from < to) {
                GranuleUse use = granule(from);
                long next = endOfUse(use, from, to);
                Run.append(runs, from, next, use);
                from = next;
            }
        }
        return runs;
    }

    /** The first granule behind that of {@code from} that is used for something else, {@code to} if none before is. */
    private long endOfUse(GranuleUse use, long from, long to) {
        long end = Math.min(to, machine.platform().granuleProtection.endOfEqual(from));
        RealmView view = realms;
        if (view == null) {
            return end;
        }
        long at = from;
        do {
            long skipped = use.state() == GranuleState.UNDELEGATED ? view.skipUndelegated(at) : at;
            at = Math.max(skipped, at + GRANULE);
        } while (at < end && view.granuleState(at) == use.state() && view.granuleOwner(at) == use.owner());
        return Math.min(at, end);
    }

    // --- registers

    /** The registers of a PE by group, in the order in which people look at them. */
    public List<RegisterGroup> registers(int pe) {
        return RegisterGroups.of(machine.pe(pe));
    }

    /** The registers of the host while a PE runs a realm, or an RMM image; null if it does not. */
    public @Nullable SavedRegisters suspendedHost(int pe) {
        RealmView view = realms;
        if (view != null) {
            long rec = view.runningRec(pe);
            return rec == 0 ? null : view.hostRegisters(rec);
        }
        SuspendedWorld host = machine.suspendedHost(pe);
        return host == null ? null : new SavedRegisters(host.pc(), host.pstate(), host.sp(), host.x());
    }

    /**
     * The registers of a virtual processor that does not run.
     *
     * @param rec physical address of a REC
     * @throws UserError if no REC is there
     */
    public SavedRegisters suspendedRealm(long rec) {
        RealmView view = realms;
        if (view == null || view.granuleState(rec) != GranuleState.REC) {
            throw invalid("there is no REC at 0x%x".formatted(rec));
        }
        return view.realmRegisters(rec);
    }

    // --- memory

    /** Where the byte at an address is. */
    public Location locate(AddressSpace space, long address) {
        return addresses.locate(space, address);
    }

    /**
     * Reads memory without any effect on the machine.
     *
     * @param length bytes
     */
    public MemoryRead read(AddressSpace space, long address, int length) {
        MemoryRead result = new MemoryRead(space, address, length);
        for (int done = 0; done < length; ) {
            long at = address + done;
            int part = (int) Math.min(AddressResolver.nextPage(at) - at, length - done);
            Location location = addresses.locate(space, at);
            if (location.isFound()) {
                byte[] bytes = new byte[part];
                machine.platform().memory.read(location.pa(), bytes, 0, part);
                result.put(done, bytes);
            } else {
                result.putGap(done, part, Objects.requireNonNullElse(location.problem(), ""));
            }
            done += part;
        }
        return result;
    }

    /**
     * The inputs that write {@code bytes} to memory.
     *
     * @throws UserError if one of them has no place
     */
    public List<InputAction> write(AddressSpace space, long address, byte[] bytes) {
        List<InputAction> actions = new ArrayList<>();
        for (int done = 0; done < bytes.length; ) {
            long at = address + done;
            int part = (int) Math.min(AddressResolver.nextPage(at) - at, bytes.length - done);
            Location location = addresses.locate(space, at);
            if (!location.isFound()) {
                throw new UserError(
                        UserError.Code.ADDRESS_OUTSIDE_MEMORY,
                        "cannot write %d bytes at %s: %s %s"
                                .formatted(bytes.length, space.format(address), space.format(at), location.problem()));
            }
            List<Byte> values = new ArrayList<>(part);
            for (int i = 0; i < part; i++) {
                values.add(bytes[done + i]);
            }
            actions.add(new InputAction.WriteMemory(location.pa(), values));
            done += part;
        }
        return actions;
    }

    /**
     * Disassembles.
     *
     * @param address of the first instruction, 4-byte aligned
     * @param count of instructions
     */
    public List<DisassembledInstruction> disassemble(AddressSpace space, long address, int count) {
        MemoryRead read = read(space, address, Math.multiplyExact(count, INSTRUCTION_SIZE));
        byte[] bytes = read.bytes();
        List<DisassembledInstruction> instructions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int offset = i * INSTRUCTION_SIZE;
            long at = address + offset;
            if (read.isReadable(offset) && read.isReadable(offset + INSTRUCTION_SIZE - 1)) {
                int word = bytes[offset] & 0xff
                        | (bytes[offset + 1] & 0xff) << 8
                        | (bytes[offset + 2] & 0xff) << 16
                        | bytes[offset + 3] << 24;
                instructions.add(new DisassembledInstruction(at, word, DISASSEMBLER.disassemble(word, at), true));
            } else {
                Location location = addresses.locate(space, at);
                instructions.add(
                        new DisassembledInstruction(at, 0, space.format(at) + " " + location.problem(), false));
            }
        }
        return instructions;
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }
}
