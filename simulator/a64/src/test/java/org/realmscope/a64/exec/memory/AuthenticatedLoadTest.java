package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.realmscope.a64.exec.memory.MappedPe.DATA;

import org.junit.jupiter.api.Test;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;

/** LDRAA and LDRAB. */
class AuthenticatedLoadTest {
    private static final long BASE = DATA + 0x100;
    private static final long VALUE = 0x0123_4567_89ab_cdefL;
    private static final long EN_DA = 1L << 27;
    private static final long EN_DB = 1L << 13;

    private static MappedPe machine() {
        MappedPe machine = new MappedPe()
                .x(1, BASE)
                .set(SystemRegister.APDAKeyLo_EL1, 0x1111)
                .set(SystemRegister.APDBKeyLo_EL1, 0x2222)
                .sctlr(EN_DA | EN_DB);
        machine.platform.memory.write64(BASE + 8, VALUE);
        return machine;
    }

    @Test
    void signedBaseIsAuthenticatedAndKept() {
        MappedPe machine = machine().run("pacdza x1");
        long signed = machine.pe.x[1];
        assertNotEquals(BASE, signed);
        assertEquals(VALUE, machine.run("ldraa x0, [x1, #8]").pe.x[0]);
        assertEquals(signed, machine.pe.x[1]);
    }

    @Test
    void writebackIsTheAuthenticatedAddress() {
        MappedPe machine = machine().x(1, BASE + 16).run("pacdzb x1").run("ldrab x0, [x1, #-8]!");
        assertEquals(VALUE, machine.pe.x[0]);
        assertEquals(BASE + 8, machine.pe.x[1]);
    }

    @Test
    void wrongSignatureAborts() {
        MappedPe machine = machine().run("pacdzb x1");
        long signed = machine.pe.x[1];
        assertEquals(AbortSignal.EXCEPTION, machine.abort("ldraa x0, [x1, #8]!"));
        assertEquals(Fault.TRANSLATION, machine.pe.mmu.fault().fsc);
        assertEquals(signed, machine.pe.x[1]);
    }

    @Test
    void disabledKeyLeavesTheBaseAsItIs() {
        assertEquals(VALUE, machine().sctlr(EN_DB).run("ldraa x0, [x1, #8]").pe.x[0]);
    }

    @Test
    void useOfAKeyIsTrappedWithoutHcrApi() {
        MappedPe machine = machine().set(SystemRegister.HCR_EL2, 1L << 31);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("ldraa x0, [x1, #8]"));
        machine.pe.system.takePending(0);
        assertEquals(0x09, machine.pe.sys.get(SystemRegister.ESR_EL2) >>> 26, "EC");
    }
}
