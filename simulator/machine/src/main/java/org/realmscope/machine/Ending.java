package org.realmscope.machine;

import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;

/**
 * How a run ended by itself.
 *
 * @param kind what happened
 * @param pe on which PE
 * @param exitCode of the program, for {@link Kind#HALTED}
 */
record Ending(Kind kind, int pe, int exitCode) {
    static final Ending NONE = new Ending(Kind.NONE, 0, 0);

    enum Kind {
        NONE(0),
        HALTED(1),
        NOT_IMPLEMENTED(2),
        VMM_FINISHED(3);

        private static final Kind[] BY_CODE = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    void save(StateSink sink) {
        sink.put(kind.code);
        sink.put(pe);
        sink.put(exitCode);
    }

    static Ending load(StateSource source) {
        return new Ending(Kind.BY_CODE[(int) source.next()], (int) source.next(), (int) source.next());
    }
}
