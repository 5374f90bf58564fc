package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;

/** What calls that succeed say of RIPAS: DEN0137, the success conditions of chapter B4. */
class RipasModelTest {
    private static final long RD = 0x4800_0000L;
    private static final long REC = 0x4801_0000L;
    private static final long DATA = 0x4802_0000L;
    private static final long END = 1L << 35;
    private static final int EMPTY = 0;
    private static final int RAM = 1;
    private static final int DESTROYED = 2;
    private static final long MIB = 1 << 20;

    private final RipasModel model = new RipasModel();

    @BeforeEach
    void createRealm() {
        succeeded(RmiCommand.REALM_CREATE, 0, RD, 0x1000);
    }

    private List<TimelineWriter.RipasRun> succeeded(RmiCommand command, long output, long... arguments) {
        long[] x = new long[4];
        System.arraycopy(arguments, 0, x, 1, arguments.length);
        return model.succeeded(command, x, output, END);
    }

    private static TimelineWriter.RipasRun change(long base, long top, int from, int to) {
        return new TimelineWriter.RipasRun(base, top, from, to);
    }

    private List<TimelineWriter.RipasRun> init(long base, long top) {
        return succeeded(RmiCommand.RTT_INIT_RIPAS, top, RD, base, 64 * MIB);
    }

    @Test
    void initRipasMakesWhatIsEmptyRamUpToWhereItCame() {
        assertEquals(List.of(change(0, 2 * MIB, EMPTY, RAM)), init(0, 2 * MIB));
        assertEquals(List.of(change(2 * MIB, 4 * MIB, EMPTY, RAM)), init(0, 4 * MIB));
        assertEquals(List.of(), init(MIB, 3 * MIB));
    }

    @Test
    void setRipasGivesWhatTheRecAskedForWithItsLastExit() {
        init(0, 4 * MIB);
        model.asked(REC, EMPTY);
        assertEquals(
                List.of(change(MIB, 2 * MIB, RAM, EMPTY)), succeeded(RmiCommand.RTT_SET_RIPAS, 2 * MIB, RD, REC, MIB));
        model.asked(REC, RAM);
        assertEquals(
                List.of(change(MIB, 2 * MIB, EMPTY, RAM), change(4 * MIB, 6 * MIB, EMPTY, RAM)),
                succeeded(RmiCommand.RTT_SET_RIPAS, 6 * MIB, RD, REC, 0));
    }

    @Test
    void setRipasThatSucceedsWithoutProgressChangesNothing() {
        model.asked(REC, RAM);
        assertEquals(List.of(), succeeded(RmiCommand.RTT_SET_RIPAS, MIB, RD, REC, MIB));
    }

    @Test
    void dataDestroyDestroysRamOnly() {
        init(0, 2 * MIB);
        assertEquals(
                List.of(change(0x1000, 0x2000, RAM, DESTROYED)), succeeded(RmiCommand.DATA_DESTROY, DATA, RD, 0x1000));
        assertEquals(List.of(), succeeded(RmiCommand.DATA_DESTROY, DATA, RD, 0x1000));
        assertEquals(List.of(), succeeded(RmiCommand.DATA_DESTROY, DATA, RD, 3 * MIB));
    }

    @Test
    void dataCreateMakesItsPageRamAndTheUnknownOneChangesNothing() {
        assertEquals(
                List.of(change(0x3000, 0x4000, EMPTY, RAM)), succeeded(RmiCommand.DATA_CREATE, 0, RD, DATA, 0x3000));
        assertEquals(List.of(), succeeded(RmiCommand.DATA_CREATE_UNKNOWN, 0, RD, DATA, 0x5000));
    }

    @Test
    void rttDestroyDestroysAllThatTheTableDescribed() {
        init(0, 3 * MIB);
        assertEquals(
                List.of(change(2 * MIB, 3 * MIB, RAM, DESTROYED), change(3 * MIB, 4 * MIB, EMPTY, DESTROYED)),
                succeeded(RmiCommand.RTT_DESTROY, DATA, RD, 2 * MIB, 3));
        assertEquals(List.of(), succeeded(RmiCommand.RTT_DESTROY, DATA, RD, END, 3));
    }

    @Test
    void copyIsIndependentAndRealmsThatAreGoneChangeNothing() {
        RipasModel copy = model.copy();
        init(0, MIB);
        long[] x = {0, RD, 0, 64 * MIB};
        assertEquals(List.of(change(0, MIB, EMPTY, RAM)), copy.succeeded(RmiCommand.RTT_INIT_RIPAS, x, MIB, END));
        succeeded(RmiCommand.REALM_DESTROY, 0, RD);
        assertEquals(List.of(), init(0, 2 * MIB));
    }
}
