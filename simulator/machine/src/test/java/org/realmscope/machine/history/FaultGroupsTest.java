package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultGroupsTest {
    private static final RttState DESTROYED = new RttState(3, "ASSIGNED", "DESTROYED");

    private final Faults faults = new Faults();

    private FaultGroups groups() {
        return FaultGroups.of(faults.history(), 100, 100);
    }

    @Test
    void equallySpacedAccessesOfOneInstructionAreASweep() {
        for (int i = 0; i < 10; i++) {
            faults.mapped(0, 0x40, 0x40_0000 + 0x1000L * i);
        }
        FaultGroup group = groups().first().getFirst();
        assertEquals(1, groups().first().size());
        assertEquals(FaultGroup.Kind.SWEEP, group.kind());
        assertEquals(10, group.count());
        assertEquals(0x1000, group.stride());
        assertEquals(0x40_9000, group.last().ipa());
        assertEquals(27, group.cost().rmiCalls());
        assertEquals(9 * 1_500, group.cost().hostInstructions());
        assertEquals(new NativeEstimate(900, 90, true), group.cost().estimate());
        assertNull(group.missingTransition());
    }

    @Test
    void aSweepEndsWhereTheDistanceChanges() {
        faults.mapped(0, 0x40, 0x40_0000).mapped(0, 0x40, 0x40_1000).mapped(0, 0x40, 0x41_0000);
        assertEquals(
                List.of(2L, 1L),
                groups().first().stream().map(FaultGroup::count).toList());
    }

    @Test
    void vcpusAreGroupedApartAndComeInTheOrderOfTheirFirstFault() {
        faults.mapped(0, 0x40, 0x40_0000)
                .mapped(1, 0x40, 0x80_0000)
                .mapped(0, 0x40, 0x40_1000)
                .mapped(1, 0x40, 0x80_1000)
                .mapped(0, 0x80, 0x10_0000);
        assertEquals(
                List.of(1L, 2L, 5L),
                groups().first().stream().map(group -> group.first().number()).toList());
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true"})
    void repeatsBecomeStuckAtTheLimit(int count, boolean stuck) {
        faults.add(0, 0x40, 0x20_0000, false, Faults.UNASSIGNED, DESTROYED);
        for (int i = 1; i < count; i++) {
            faults.again(0, 0x40, 0x20_0000, DESTROYED);
        }
        FaultGroup group = groups().first().getFirst();
        assertEquals(FaultGroup.Kind.REPEAT, group.kind());
        assertEquals(count, group.count());
        assertEquals(stuck, group.isStuck());
        assertEquals(stuck ? 1 : 0, groups().stuck().size());
        assertEquals(stuck, group.missingTransition() != null);
    }

    @Test
    void theMiddleOfALongRunIsCountedOnly() {
        for (int i = 0; i < 50; i++) {
            faults.mapped(0, 0x40 + 8L * i, 0x40_0000);
        }
        FaultGroups groups = FaultGroups.of(faults.history(), 10, 5);
        assertEquals(10, groups.first().size());
        assertEquals(35, groups.omitted());
        assertEquals(35, groups.omittedFaults());
        assertEquals(5, groups.last().size());
        assertEquals(50, groups.last().getLast().first().number());
    }

    @ParameterizedTest
    @CsvSource({
        "ASSIGNED, DESTROYED, CHANGE_DESTROYED",
        "UNASSIGNED, DESTROYED, CHANGE_DESTROYED",
        "UNASSIGNED, EMPTY, RSI_IPA_STATE_SET",
        "UNASSIGNED, RAM, RMI_DATA_CREATE_UNKNOWN",
        "UNASSIGNED_NS, , RMI_RTT_MAP_UNPROTECTED",
    })
    void missingTransitionIsNamed(String hipas, String ripas, String wanted) {
        faults.again(0, 0x40, 0x20_0000, new RttState(3, hipas, ripas));
        String missing = MissingTransition.of(faults.history().fault(1));
        assertTrue(missing != null && missing.contains(wanted), missing);
    }

    @Test
    void rowThatEndsWithTheMappingMissesNothingAnyMore() {
        for (int i = 0; i < 16; i++) {
            faults.again(0, 0x40, 0x40_0000, Faults.UNASSIGNED);
        }
        faults.mapped(0, 0x40, 0x40_0000);
        String missing = MissingTransition.of(faults.history().fault(17));
        assertTrue(missing != null && missing.startsWith("Nothing any more"), missing);
    }

    @Test
    void nothingIsClaimedOfAnEntryThatTranslates() {
        faults.again(0, 0x40, 0x20_0000, Faults.ASSIGNED)
                .again(0, 0x40, 0x20_0000, new RttState(3, "ASSIGNED_NS", null));
        assertNull(MissingTransition.of(faults.history().fault(1)));
        assertNull(MissingTransition.of(faults.history().fault(2)));
    }
}
