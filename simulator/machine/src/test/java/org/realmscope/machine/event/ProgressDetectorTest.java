package org.realmscope.machine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.realmscope.machine.checkpoint.StateWords;

class ProgressDetectorTest {
    private final ProgressDetector detector = new ProgressDetector();

    @Test
    void equalFaultsInARowAreCounted() {
        for (int i = 1; i <= 20; i++) {
            assertEquals(i, detector.faulted(1, 100 + i, 0x40, 0x20_0000));
        }
    }

    @Test
    void anotherInstructionInBetweenIsProgress() {
        assertEquals(1, detector.faulted(1, 100, 0x40, 0x20_0000));
        assertEquals(2, detector.faulted(1, 101, 0x40, 0x20_0000));
        assertEquals(1, detector.faulted(1, 103, 0x40, 0x20_0000));
    }

    @Test
    void faultOfTheRmmForWhichNothingExecutedIsNoProgress() {
        assertEquals(1, detector.faulted(1, 100, 0x40, 0x1000));
        assertEquals(2, detector.faulted(1, 100, 0x40, 0x1000));
        assertEquals(2, detector.repeats(1));
    }

    @Test
    void anotherAddressOrInstructionStartsOver() {
        assertEquals(1, detector.faulted(1, 100, 0x40, 0x20_0000));
        assertEquals(1, detector.faulted(1, 101, 0x40, 0x20_1000));
        assertEquals(1, detector.faulted(1, 102, 0x44, 0x20_1000));
    }

    @Test
    void equalRipasChangesInARowAreCountedWhateverExecutesInBetween() {
        for (int i = 1; i <= 20; i++) {
            assertEquals(i, detector.ripasChangeAsked(1, 0x40, 0x20_0000));
        }
        assertEquals(0, detector.repeats(1));
    }

    @Test
    void ripasChangeThatTheHostMadeIsProgress() {
        detector.ripasChangeAsked(1, 0x40, 0x20_0000);
        detector.ripasChanged(1);
        assertEquals(1, detector.ripasChangeAsked(1, 0x40, 0x20_0000));
    }

    @Test
    void ripasChangeFurtherOnIsProgress() {
        detector.ripasChangeAsked(1, 0x40, 0x20_0000);
        assertEquals(1, detector.ripasChangeAsked(1, 0x40, 0x20_1000));
    }

    @Test
    void faultsAndRipasChangesStartEachOtherOver() {
        detector.faulted(1, 100, 0x40, 0x20_0000);
        assertEquals(1, detector.ripasChangeAsked(1, 0x40, 0x20_0000));
        assertEquals(1, detector.faulted(1, 101, 0x40, 0x20_0000));
        detector.ripasChanged(1);
        assertEquals(2, detector.faulted(1, 102, 0x40, 0x20_0000));
    }

    @Test
    void pesDoNotDisturbEachOther() {
        assertEquals(1, detector.faulted(1, 100, 0x40, 0x20_0000));
        assertEquals(1, detector.faulted(2, 500, 0x40, 0x20_0000));
        assertEquals(2, detector.faulted(1, 101, 0x40, 0x20_0000));
    }

    @Test
    void stateGoesWithTheMachine() {
        detector.faulted(1, 100, 0x40, 0x20_0000);
        StateWords words = new StateWords();
        detector.save(words);
        detector.forget(1);
        assertEquals(1, detector.faulted(1, 101, 0x40, 0x20_0000));
        detector.load(words.read());
        assertEquals(2, detector.faulted(1, 101, 0x40, 0x20_0000));
    }
}
