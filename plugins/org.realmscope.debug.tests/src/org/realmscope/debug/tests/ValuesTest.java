package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.RealmMemoryBlock;
import org.realmscope.debug.core.model.RealmRegister;
import org.realmscope.debug.core.model.RealmRegisterGroup;
import org.realmscope.debug.core.model.RealmValue;
import org.realmscope.debug.core.model.RealmVariable;
import org.realmscope.debug.core.model.WatchExpressionDelegate;

class ValuesTest {
    private static final String DRAM = "pa(ns):0x4300_0000";

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private void stop() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
    }

    private RealmRegister register(String name) throws DebugException {
        RealmRegisterGroup general = (RealmRegisterGroup) debug.frame().getRegisterGroups()[0];
        return Arrays.stream(general.getRegisters())
                .map(RealmRegister.class::cast)
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void registerTakesAValueAndIsMarkedAsChanged() throws CoreException, IOException {
        stop();
        RealmRegister before = register("X20");
        assertTrue(before.supportsValueModification());
        before.setValue("0x1234");
        debug.await(each -> each.getKind() == DebugEvent.CHANGE && each.getSource() == before, "change");
        assertEquals("0x0000000000001234", before.getValue().getValueString());
        debug.target().setInstructionStepping(true);
        debug.thread().stepInto();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertEquals("", debug.told());
    }

    @Test
    void valueThatIsNoneIsRefusedAndPeopleAreTold() throws CoreException, IOException {
        stop();
        register("X20").setValue("much");
        debug.until(() -> !debug.told().isEmpty(), "message");
        assertTrue(debug.told().contains("much"), debug.told());
    }

    @Test
    void memoryIsReadAndWritten() throws CoreException, IOException {
        stop();
        RealmMemoryBlock block = debug.target().getExtendedMemoryBlock(DRAM, null);
        assertEquals(BigInteger.valueOf(0x4300_0000), block.getBigBaseAddress());
        assertEquals("pa(ns):0x43000000", block.getExpression());

        block.setValue(BigInteger.ONE, new byte[] {1, 2, 3});
        debug.await(each -> each.getKind() == DebugEvent.CHANGE && each.getSource() == block, "change");

        MemoryByte[] bytes = block.getBytesFromOffset(BigInteger.ZERO, 5);
        assertEquals(
                List.of(0, 1, 2, 3, 0),
                Arrays.stream(bytes).map(each -> (int) each.getValue()).toList());
        assertTrue(bytes[0].isReadable() && bytes[0].isWritable());
    }

    @Test
    void memoryHasAnyAddressOf64BitsAndAnotherBaseIfPeopleWant() throws CoreException, IOException {
        stop();
        RealmMemoryBlock block = debug.target().getExtendedMemoryBlock("EL2N:0xffff_ffff_ffff_f000", null);
        BigInteger last = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        assertEquals(new BigInteger("fffffffffffff000", 16), block.getBigBaseAddress());
        assertEquals(last, block.getMemoryBlockEndAddress());
        assertEquals(BigInteger.valueOf(0x1000), block.getBigLength());
        assertFalse(block.getBytesFromOffset(BigInteger.ZERO, 0x1000)[0xfff].isReadable());

        RealmMemoryBlock dram = debug.target().getExtendedMemoryBlock(DRAM, null);
        dram.setValue(0x2000, new byte[] {7});
        debug.await(each -> each.getKind() == DebugEvent.CHANGE && each.getSource() == dram, "change");
        assertTrue(dram.supportBaseAddressModification());
        dram.setBaseAddress(BigInteger.valueOf(0x4300_2000));
        assertEquals("pa(ns):0x43002000", dram.getExpression());
        assertEquals(7, dram.getBytes()[0]);
        assertThrows(DebugException.class, () -> dram.setBaseAddress(BigInteger.ONE.negate()));
    }

    @Test
    void memoryOfAMomentIsThatOfThenAndReadOnly() throws CoreException, IOException {
        stop();
        RealmMemoryBlock now = debug.target().getExtendedMemoryBlock(DRAM, null);
        now.setValue(0, new byte[] {9});
        debug.await(each -> each.getKind() == DebugEvent.CHANGE && each.getSource() == now, "change");
        MachineTarget moment = (MachineTarget)
                DebugSession.get(debug.session().openMoment("0.0")).target();
        RealmMemoryBlock then = moment.getExtendedMemoryBlock(DRAM, null);
        assertEquals(0, then.getBytes()[0]);
        assertEquals(9, now.getBytes()[0]);
        assertFalse(then.supportsValueModification());
        assertFalse(then.getBytesFromOffset(BigInteger.ZERO, 1)[0].isWritable());
        DebugException refusal = assertThrows(DebugException.class, () -> then.setValue(0, new byte[] {1}));
        assertEquals(
                "An open moment stands still and cannot be changed",
                refusal.getStatus().getMessage());
    }

    @Test
    void registersAreInGroupsWithTheFieldsOfThoseThatAreDecoded() throws CoreException, IOException {
        stop();
        List<String> groups = Arrays.stream(debug.frame().getRegisterGroups())
                .map(each -> ((RealmRegisterGroup) each).getName())
                .toList();
        assertTrue(
                groups.size() > 3 && groups.stream().noneMatch(each -> each.startsWith("Registers")), groups::toString);
        boolean hasFields = false;
        for (IRegisterGroup group : debug.frame().getRegisterGroups()) {
            for (IRegister register : group.getRegisters()) {
                hasFields |= register.getName().startsWith("ESR")
                        && register.getValue().hasVariables();
            }
        }
        assertTrue(hasFields, "fields of an ESR");
    }

    @Test
    void variableOfCTakesAValueAndSaysWhatItIsAfterwards() throws CoreException, IOException {
        FunctionBreakpoint.at("realm_map_protected");
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        RealmVariable number = DebugSession.get(debug.frame().loadVariables()).stream()
                .filter(each -> each.supportsValueModification()
                        && each.getValue() instanceof RealmValue value
                        && !value.hasVariables()
                        && value.getValueString().matches("0x[0-9a-f]+|[0-9]+"))
                .findFirst()
                .orElseThrow();
        number.setValue("0x20 + 2");
        debug.await(each -> each.getKind() == DebugEvent.CHANGE && each.getSource() == number, "change");
        assertTrue(
                number.getValue().getValueString().matches("34|0x0*22"),
                number.getValue().getValueString());
        assertFalse(number.verifyValue(" "));
        assertEquals("", debug.told());

        number.setValue("no_such_name");
        debug.until(() -> !debug.told().isEmpty(), "message");
        assertTrue(debug.told().contains("no_such_name"), debug.told());
    }

    @Test
    void whatIsNoMemoryIsNotReadable() throws CoreException, IOException {
        stop();
        RealmMemoryBlock block = debug.target().getExtendedMemoryBlock("ipa(realm0):0x3f00000", null);
        assertFalse(block.getBytesFromOffset(BigInteger.ZERO, 16)[0].isReadable());
    }

    @Test
    void memoryIsFoundByAnExpression() throws CoreException, IOException {
        stop();
        RealmMemoryBlock block = debug.target().getExtendedMemoryBlock("$sp", debug.frame());
        assertTrue(block.getExpression().startsWith("EL2N:0x"), block.getExpression());
        DebugException refusal = assertThrows(
                DebugException.class, () -> debug.target().getExtendedMemoryBlock("nothing of the sort", null));
        assertNotNull(refusal.getStatus().getMessage());
    }

    @Test
    void watchExpressionHasAValueOrAMessage() throws CoreException, IOException {
        stop();
        IWatchExpressionResult decoded = watch("decode return 0x0");
        assertTrue(Objects.requireNonNull(decoded.getValue()).getValueString().contains("RMI_SUCCESS"), "decoded");
        IWatchExpressionResult wrong = watch("no_such_name");
        assertTrue(wrong.hasErrors());
        assertEquals(1, wrong.getErrorMessages().length);
    }

    private IWatchExpressionResult watch(String expression) throws DebugException {
        CompletableFuture<IWatchExpressionResult> result = new CompletableFuture<>();
        new WatchExpressionDelegate().evaluateExpression(expression, debug.frame(), result::complete);
        return DebugSession.get(result);
    }
}
