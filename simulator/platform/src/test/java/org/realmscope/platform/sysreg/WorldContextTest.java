package org.realmscope.platform.sysreg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.TestPlatform;

class WorldContextTest {
    private final TestPlatform test = new TestPlatform(2, false).at(2);

    @Test
    void eachWorldHasItsOwnEl2() {
        Pe pe = test.pe;
        WorldContext host = new WorldContext();
        test.write(SystemRegister.TPIDR_EL2, 0x11);
        test.write(SystemRegister.TPIDR_EL1, 0x22);
        pe.x[Pe.SP] = 0x5000;
        pe.setNzcv(5);
        host.save(pe);
        pe.system.resetEl2(SecurityState.REALM, 0x4000_8000);
        assertEquals(0, test.read(SystemRegister.TPIDR_EL2));
        assertEquals(0x22, test.read(SystemRegister.TPIDR_EL1));
        assertEquals(0x3c9, pe.system.pstate.spsr());
        assertEquals(0, pe.x[Pe.SP]);
        assertEquals(0x30c5_0830, test.read(SystemRegister.SCTLR_EL2));
        pe.x[Pe.SP] = 0x7000;
        pe.system.pstate.select(0);
        pe.x[Pe.SP] = 0x9000;
        WorldContext realm = new WorldContext();
        realm.save(pe);
        host.restore(pe, SecurityState.NON_SECURE);
        assertSame(SecurityState.NON_SECURE, pe.securityState);
        assertEquals(0x11, test.read(SystemRegister.TPIDR_EL2));
        assertEquals(0x5000, pe.x[Pe.SP]);
        assertEquals(5, pe.nzcv());
        assertEquals(TestPlatform.PC, pe.pc);
        assertEquals(0x9000, test.read(SystemRegister.SP_EL0));
        realm.restore(pe, SecurityState.REALM);
        assertEquals(0x9000, pe.x[Pe.SP]);
        assertEquals(0x7000, pe.system.pstate.stackPointer(2));
        assertEquals(0x4000_8000, pe.pc);
    }

    @Test
    void bankedRegistersAreThoseOfTheEl2Context() {
        WorldContext context = new WorldContext();
        for (String name : List.of(
                "HCR_EL2",
                "ELR_EL2",
                "SPSR_EL2",
                "ESR_EL2",
                "FAR_EL2",
                "HPFAR_EL2",
                "VTTBR_EL2",
                "VTCR_EL2",
                "ICH_HCR_EL2",
                "ICH_VMCR_EL2",
                "SP_EL2",
                "TPIDR_EL2",
                "TTBR0_EL2",
                "TTBR1_EL2",
                "VBAR_EL2",
                "CNTHCTL_EL2",
                "CNTVOFF_EL2")) {
            SystemRegister register = SystemRegister.valueOf(name);
            context.set(register, 0x55);
            assertEquals(0x55, context.get(register));
        }
    }

    @Test
    void stateOfAPeIsTakenToAnotherOne() {
        Pe pe = test.pe;
        test.write(SystemRegister.ICC_PMR_EL1, 0xf0);
        test.write(SystemRegister.ICC_IGRPEN1_EL1, 1);
        pe.system.raiseInterrupt(45);
        pe.system.raiseSError(3);
        pe.system.sevl();
        test.at(1);
        pe.system.pstate.daif = 5;
        List<Long> words = new ArrayList<>();
        pe.sys.save(words::add);
        pe.system.save(words::add);
        Pe other = test.platform.pe(1);
        other.el = pe.el;
        Iterator<Long> from = words.iterator();
        other.sys.load(from::next);
        other.system.load(from::next);
        assertEquals(false, from.hasNext());
        List<Long> again = new ArrayList<>();
        other.sys.save(again::add);
        other.system.save(again::add);
        assertEquals(words, again);
        assertEquals(0x180, other.system.interruptStatus());
        assertEquals(true, other.system.isEventPending());
    }
}
