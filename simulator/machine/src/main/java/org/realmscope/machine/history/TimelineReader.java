package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;
import org.realmscope.rmm.rtt.Ripas;

/** Reads the entries of a chunk one after the other. */
final class TimelineReader {
    private static final List<EntryKind> KINDS = List.of(EntryKind.values());
    private static final List<SecurityState> STATES = List.of(SecurityState.values());

    private final TimelineChunk chunk;
    private final TimelineState last = new TimelineState();
    private int at;
    private int read;

    TimelineReader(TimelineChunk chunk) {
        this.chunk = chunk;
    }

    boolean hasNext() {
        return read < chunk.count();
    }

    /** The next entry. */
    TimelineEntry next() {
        int head = unsigned();
        long since = signed();
        last.pe = (head & TimelineChunk.HAS_PE) != 0 ? unsigned() : last.pe;
        int following = since == 0 ? last.ordinal + 1 : 1;
        last.ordinal = (head & TimelineChunk.HAS_ORDINAL) != 0 ? (int) signed() : following;
        last.instructions += since;
        EntryKind kind = KINDS.get(head & TimelineChunk.KIND);
        boolean isRmi = kind == EntryKind.RMI_CALL || kind == EntryKind.RMI_RETURN;
        if ((head & TimelineChunk.HAS_REALM) != 0 && isRmi) {
            value(TimelineState.CALLED_REALM + last.pe);
        } else if ((head & TimelineChunk.HAS_REALM) != 0) {
            value(TimelineState.REALM + last.pe);
            value(TimelineState.VCPU + last.pe);
        }
        long number = chunk.firstNumber + read++;
        Moment moment = new Moment(last.instructions, last.ordinal);
        return switch (kind) {
            case FAULT ->
                new TimelineEntry.Fault(
                        number, moment, last.pe, realm(), vcpu(), value(TimelineState.FAULT), value(TimelineState.IPA));
            case RMI_CALL -> rmiCall(number, moment);
            case RMI_RETURN -> rmiReturn(number, moment, (head & TimelineChunk.HAS_FUNCTION) != 0);
            case REALM_CALL ->
                new TimelineEntry.RealmCall(
                        number,
                        moment,
                        last.pe,
                        realm(),
                        vcpu(),
                        value(TimelineState.REALM_FUNCTION),
                        values(TimelineState.realmRegister(1), unsigned()));
            case REALM_RETURN ->
                new TimelineEntry.RealmReturn(
                        number,
                        moment,
                        last.pe,
                        realm(),
                        vcpu(),
                        value(TimelineState.REALM_FUNCTION),
                        values(TimelineState.realmRegister(0), unsigned()));
            case WORLD_SWITCH -> worldSwitch(number, moment, head >>> TimelineChunk.SWITCH_SHIFT);
            case RIPAS_CHANGE -> ripasChange(number, moment);
        };
    }

    private TimelineEntry rmiCall(long number, Moment moment) {
        int function = (int) value(TimelineState.RMI_FUNCTION);
        last.values[TimelineState.CALLED_FUNCTION + last.pe] = function;
        return new TimelineEntry.RmiCall(
                number,
                moment,
                last.pe,
                (int) last.values[TimelineState.CALLED_REALM + last.pe],
                RmiCommand.FIRST_FUNCTION_ID + function,
                values(TimelineState.argument(function, 1), CallWords.argumentCount(function)));
    }

    private TimelineEntry rmiReturn(long number, Moment moment, boolean hasFunction) {
        int slot = TimelineState.CALLED_FUNCTION + last.pe;
        int function = (int) (hasFunction ? value(slot) : last.values[slot]);
        long status = signed();
        return new TimelineEntry.RmiReturn(
                number,
                moment,
                last.pe,
                (int) last.values[TimelineState.CALLED_REALM + last.pe],
                RmiCommand.FIRST_FUNCTION_ID + function,
                status,
                values(TimelineState.output(function, 1), CallWords.outputCount(function, status)));
    }

    private TimelineEntry worldSwitch(long number, Moment moment, int direction) {
        return switch (direction) {
            case TimelineChunk.TO_REALM ->
                new TimelineEntry.WorldSwitch(number, moment, last.pe, SecurityState.NON_SECURE, SecurityState.REALM);
            case TimelineChunk.TO_NON_SECURE ->
                new TimelineEntry.WorldSwitch(number, moment, last.pe, SecurityState.REALM, SecurityState.NON_SECURE);
            default ->
                new TimelineEntry.WorldSwitch(number, moment, last.pe, STATES.get(unsigned()), STATES.get(unsigned()));
        };
    }

    private TimelineEntry ripasChange(long number, Moment moment) {
        long base = value(TimelineState.RIPAS_BASE);
        long top = base + signed();
        return new TimelineEntry.RipasChange(
                number,
                moment,
                last.pe,
                realm(),
                base,
                top,
                Ripas.of(unsigned()).name(),
                Ripas.of(unsigned()).name());
    }

    private int realm() {
        return (int) last.values[TimelineState.REALM + last.pe];
    }

    private int vcpu() {
        return (int) last.values[TimelineState.VCPU + last.pe];
    }

    private long value(int slot) {
        last.values[slot] += signed();
        return last.values[slot];
    }

    private List<Long> values(int firstSlot, int count) {
        List<Long> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(value(firstSlot + i));
        }
        return List.copyOf(list);
    }

    private int unsigned() {
        return chunk.at(at++) & 0xff;
    }

    private long signed() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = unsigned();
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return value >>> 1 ^ -(value & 1);
    }
}
