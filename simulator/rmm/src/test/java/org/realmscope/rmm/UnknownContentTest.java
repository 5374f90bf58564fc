package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.UnknownContent;

/** What a page holds that nobody has written: never what its granule held before. */
class UnknownContentTest {
    private static final long SECRET = 0x1234_5678_9abc_def0L;

    @ParameterizedTest
    @CsvSource({"ZERO, 0", "PATTERN, -6510615555426900571"})
    void unknownPageHoldsTheChosenContent(UnknownContent content, long expected) {
        RmmFixture f = new RmmFixture(RmmChoices.SPECIFICATION.with(content));
        long rd = f.realm();
        f.tables(rd, 0);
        long granule = f.granule();
        f.memory.write64(granule + 0x10, SECRET);
        f.succeed(RmiCommand.GRANULE_DELEGATE, granule);
        f.succeed(RmiCommand.DATA_CREATE_UNKNOWN, rd, granule, 0x1000);
        assertEquals(expected, f.memory.read64(granule + 0x10));
    }

    @ParameterizedTest
    @CsvSource({"ZERO", "PATTERN"})
    void granuleComesBackWithoutTheRealmsContent(UnknownContent content) {
        RmmFixture f = new RmmFixture(RmmChoices.SPECIFICATION.with(content));
        long rd = f.realm();
        f.tables(rd, 0);
        long granule = f.data(rd, 0x1000);
        f.memory.write64(granule + 0x20, SECRET);
        f.succeed(RmiCommand.DATA_DESTROY, rd, 0x1000);
        f.succeed(RmiCommand.GRANULE_UNDELEGATE, granule);
        assertEquals(0, f.memory.read64(granule + 0x20));
    }
}
