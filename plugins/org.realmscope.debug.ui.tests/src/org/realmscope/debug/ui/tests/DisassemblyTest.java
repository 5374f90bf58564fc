package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.WriteMemoryArguments;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IViewReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.MemoryAddress;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.ui.disassembly.DisassemblyView;

class DisassemblyTest extends SessionFixture {
    private static final String VIEW_COMMAND = "org.realmscope.ui.command.";

    @BeforeEach
    void stopInTheHost() throws Exception {
        FunctionBreakpoint.at("kvm_handle_guest_abort");
        Screen.window().getActivePage().showView(DisassemblyView.ID);
        launch(scenario("faulting.rme"));
        awaitFrame();
    }

    @AfterEach
    void closeViews() {
        for (IViewReference each : Screen.window().getActivePage().getViewReferences()) {
            if (each.getId().equals(DisassemblyView.ID)) {
                Screen.window().getActivePage().hideView(each);
            }
        }
    }

    /** The listings in sight. */
    private static List<Table> tables() {
        return Screen.controls(Screen.window().getShell()).stream()
                .filter(each -> each instanceof Table table
                        && table.getColumnCount() == 5
                        && table.getColumn(3).getText().equals("Instruction")
                        && table.isVisible())
                .map(Table.class::cast)
                .toList();
    }

    private static Table table() {
        return tables().getFirst();
    }

    private static String address(RealmFrame frame) {
        return frame.instructionPointer().replaceAll(".*:0x", "");
    }

    /** The row of an address in the listings in sight; null if it is in none. */
    private static @Nullable TableItem row(String address) {
        for (Table table : tables()) {
            for (TableItem each : table.getItems()) {
                if (each.getText(1).endsWith(address)) {
                    return each;
                }
            }
        }
        return null;
    }

    /** Waits for the row of an address. */
    private static TableItem awaitRow(String address) {
        Screen.until(() -> row(address) != null, () -> "no row of " + address);
        return Objects.requireNonNull(row(address));
    }

    /** Waits until a frame is marked. */
    private static void awaitPointer(RealmFrame frame) {
        Screen.until(
                () -> {
                    TableItem row = row(address(frame));
                    return row != null && row.getImage(0) != null;
                },
                () -> "no mark at " + frame.instructionPointer());
    }

    private static IViewPart view() throws Exception {
        return Screen.window().getActivePage().showView(DisassemblyView.ID);
    }

    @Test
    void momentShowsTheCodeOfThen() throws Exception {
        RealmFrame frame = awaitFrame();
        TableItem row = awaitRow(address(frame));
        String then = row.getText(3);
        assertNotEquals("nop", then);
        MachineTarget moment = openMoment();
        WriteMemoryArguments nop = new WriteMemoryArguments();
        nop.setMemoryReference(frame.instructionPointer());
        nop.setData(Base64.getEncoder().encodeToString(new byte[] {0x1f, 0x20, 0x03, (byte) 0xd5}));
        answer(target().state().server().writeMemory(nop));
        selectFrame(target().threads().get(frame.thread().pe()));
        Screen.until(() -> "nop".equals(awaitRow(address(frame)).getText(3)), () -> "the present's code is not shown");

        RealmFrame past = selectFrame(moment.threads().get(frame.thread().pe()));

        assertEquals(address(frame), address(past));
        Screen.until(() -> then.equals(awaitRow(address(past)).getText(3)), () -> "the moment's code is not shown");
    }

    @Test
    void listingGrowsAtBothEndsAndStaysWhereItIs() throws Exception {
        RealmFrame frame = awaitFrame();
        awaitRow(address(frame));
        Table table = table();
        int known = table.getItemCount();
        table.setTopIndex(known - 1);
        Screen.until(() -> table.getItemCount() > known, () -> "nothing is added below");

        int grown = table.getItemCount();
        String first = table.getItem(0).getText(1);
        table.setTopIndex(0);
        Screen.until(() -> table.getItemCount() > grown, () -> "nothing is added above");
        Screen.until(() -> table.getTopIndex() > 0, () -> "what was in sight has moved");
        assertTrue(row(first.substring(2)) != null || first.contains(":"), first);
        awaitPointer(frame);
    }

    @Test
    void pinnedViewStaysAndASecondOneFollows() throws Exception {
        RealmFrame frame = awaitFrame();
        awaitPointer(frame);
        IViewPart pinned = view();
        execute(VIEW_COMMAND + "PIN");
        String title = ((DisassemblyView) pinned).getContentDescription();
        assertTrue(title.startsWith("Pinned to "), title);
        Table stays = table();
        String before = stays.getSelection()[0].getText(1);
        execute(VIEW_COMMAND + "OPEN_SECOND");
        IViewPart second = Screen.window().getActivePage().getActivePart() instanceof IViewPart part ? part : pinned;
        assertInstanceOf(DisassemblyView.class, second);
        assertNotEquals(pinned, second);
        awaitPointer(frame);

        RealmFrame caller = (RealmFrame) frames(frame.thread())[1];
        select(caller);

        awaitPointer(caller);
        assertEquals(before, stays.getSelection()[0].getText(1));
    }

    @Test
    void markFollowsStepsWithoutANewListing() throws Exception {
        RealmFrame frame = awaitFrame();
        awaitPointer(frame);
        Image innermost = awaitRow(address(frame)).getImage(0);
        String before = address(frame);
        step(frame);
        RealmFrame next = awaitFrame();
        Screen.until(() -> !address(next).equals(before), () -> "the machine does not step");
        awaitPointer(next);
        assertEquals(innermost, awaitRow(address(next)).getImage(0));
    }

    @Test
    void platformsToggleCommandSetsABreakpointInTheLineOfTheSelectedInstruction() throws Exception {
        awaitPointer(awaitFrame());
        Screen.window().getActivePage().activate(view());
        execute("org.eclipse.debug.ui.commands.ToggleBreakpoint");
        Screen.until(
                () -> Arrays.stream(
                                DebugPlugin.getDefault().getBreakpointManager().getBreakpoints())
                        .anyMatch(SourceLineBreakpoint.class::isInstance),
                () -> "no breakpoint is set");
    }

    /** Marks are words as well as images, for people who do not see those. */
    @Test
    void breakpointIsToggledAtAnyInstructionAndMarkedInWords() throws Exception {
        RealmFrame frame = awaitFrame();
        awaitPointer(frame);
        assertEquals("Current", awaitRow(address(frame)).getText(0));
        // Behind the image is memory of which no line of source is known.
        Table table = table();
        TableItem unknown = instructionWithoutLine(table);
        String address = unknown.getText(1);
        table.setSelection(unknown);
        Screen.window().getActivePage().activate(view());
        execute("org.eclipse.debug.ui.commands.ToggleBreakpoint");
        Screen.until(() -> breakpoint() != null, () -> "no breakpoint at " + address);
        InstructionBreakpoint set = Objects.requireNonNull(breakpoint());
        assertEquals("EL2N:" + address.replaceFirst("0x0*", "0x"), set.address());
        awaitMark(address, "Breakpoint");
        Screen.until(() -> set.verification() != null, () -> "no answer of the adapter");
        assertTrue(Objects.requireNonNull(set.verification()).isVerified());

        set.setEnabled(false);
        awaitMark(address, "Disabled breakpoint");
        table.setSelection(awaitRow(address));
        execute("org.eclipse.debug.ui.commands.ToggleBreakpoint");
        awaitMark(address, "");
        Screen.until(() -> breakpoint() == null, () -> "the breakpoint stays");

        MachineTarget moment = openMoment();
        RealmFrame past = selectFrame(moment.threads().get(frame.thread().pe()));
        awaitMark(address(past), "Moment");
        select((RealmFrame) frames(past.thread())[1]);
        Screen.until(
                () -> tables().stream().anyMatch(each -> marks(each).contains("Moment's caller")),
                () -> "no mark of the caller");
    }

    @Test
    void instructionWithoutALineStopsTheMachine() throws Exception {
        RealmFrame frame = awaitFrame();
        InstructionBreakpoint.at(MemoryAddress.of(((RealmFrame) frames(frame.thread())[1]).instructionPointer()));
        for (IBreakpoint each : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints()) {
            if (each instanceof FunctionBreakpoint) {
                each.delete();
            }
        }
        target().resume();
        Screen.until(
                () -> target().isSuspended()
                        && target().threads().stream()
                                .anyMatch(each -> Arrays.stream(each.getBreakpoints())
                                        .anyMatch(InstructionBreakpoint.class::isInstance)),
                () -> "the machine does not stop at the instruction, but " + target().stopDescription());
    }

    private static List<String> marks(Table table) {
        return Arrays.stream(table.getItems()).map(each -> each.getText(0)).toList();
    }

    private static void awaitMark(String address, String mark) {
        Screen.until(
                () -> awaitRow(address).getText(0).equals(mark),
                () -> address + " is marked " + awaitRow(address).getText(0) + ", not " + mark);
    }

    private static @Nullable InstructionBreakpoint breakpoint() {
        for (IBreakpoint each : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints()) {
            if (each instanceof InstructionBreakpoint found) {
                return found;
            }
        }
        return null;
    }

    /** Reads on until there is one. */
    private static TableItem instructionWithoutLine(Table table) {
        while (true) {
            for (TableItem each : table.getItems()) {
                if (each.getText(1).startsWith("0x") && each.getText(4).isEmpty()) {
                    return each;
                }
            }
            int known = table.getItemCount();
            table.setTopIndex(known - 1);
            Screen.until(() -> table.getItemCount() > known, () -> "there is no such instruction");
        }
    }

    private void step(RealmFrame frame) throws DebugException {
        frame.stepOver();
        Screen.until(() -> target().isSuspended(), () -> "the step does not end");
    }
}
