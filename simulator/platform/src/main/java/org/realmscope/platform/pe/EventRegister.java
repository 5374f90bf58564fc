package org.realmscope.platform.pe;

import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.SystemRegister;

/** The Event Register of a PE, which WFE waits for (D1.6.1), with the event stream of the generic timer (D12.2.3). */
final class EventRegister implements Stateful {
    private static final long EVNTEN = 1L << 2;
    private static final long EVNTDIR = 1L << 3;
    private static final int EVNTI_SHIFT = 4;
    private static final long EVNTIS = 1L << 17;
    private static final int SCALE = 8;

    private final Pe pe;
    private boolean set;
    /** Value of the system counter up to which the event stream has been looked at. */
    private long seen;

    EventRegister(Pe pe) {
        this.pe = pe;
    }

    void set() {
        set = true;
    }

    void clear() {
        set = false;
        seen = pe.instructions;
    }

    /** Whether an event has arrived since {@link #clear()}. */
    boolean isSet() {
        return set || streamed(SystemRegister.CNTKCTL_EL1, virtualOffset()) || streamed(SystemRegister.CNTHCTL_EL2, 0);
    }

    private long virtualOffset() {
        return pe.sys.get(SystemRegister.CNTVOFF_EL2);
    }

    /** Value of the system counter at the next event of the stream, {@link Long#MAX_VALUE} without stream. */
    long nextStreamed() {
        return Math.min(
                next(SystemRegister.CNTKCTL_EL1, virtualOffset(), pe.instructions),
                next(SystemRegister.CNTHCTL_EL2, 0, pe.instructions));
    }

    private boolean streamed(SystemRegister control, long offset) {
        return next(control, offset, seen) <= pe.instructions;
    }

    /**
     * First value of the system counter after {@code from} at which the selected bit of the counter makes its
     * transition.
     */
    private long next(SystemRegister control, long offset, long from) {
        long bits = pe.sys.get(control);
        if ((bits & EVNTEN) == 0) {
            return Long.MAX_VALUE;
        }
        int bit = (int) (bits >>> EVNTI_SHIFT & 0xf) + ((bits & EVNTIS) != 0 ? SCALE : 0);
        long period = 2L << bit;
        long phase = (bits & EVNTDIR) != 0 ? 0 : 1L << bit;
        long count = from - offset;
        long distance = (phase - count) & period - 1;
        return from + (distance == 0 ? period : distance);
    }

    @Override
    public void save(StateSink sink) {
        sink.put(set);
        sink.put(seen);
    }

    @Override
    public void load(StateSource source) {
        set = source.nextFlag();
        seen = source.next();
    }
}
