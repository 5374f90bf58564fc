package org.realmscope.adapter.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.machine.HostImages;

/** What the server answers to packets. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class StubTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme");
    /** Digits of a general register, and of those before a register in a g packet. */
    private static final int REGISTER = 16;

    private static final List<String> MISTAKES = List.of(
            "nonsense",
            "goto",
            "goto 1x",
            "goto 99999999999",
            "goto fault 9",
            "faults x",
            "decode",
            "register x99",
            "space nowhere",
            "x",
            "x pa(x):0",
            "translate 1:2:3",
            "break-in elsewhere",
            "catch NONSENSE");

    private final GdbServer server = new GdbServer(SAMPLE, null, System.err::println);
    private final PacketClient gdb = new PacketClient(server);

    @AfterEach
    void close() {
        gdb.close();
    }

    private static long symbol(String name) {
        return ElfFile.parse("host", HostImages.kvmFile())
                .symbols()
                .named(name)
                .getFirst()
                .address();
    }

    private long pc() {
        return register(gdb.ask("g").substring(32 * REGISTER, 33 * REGISTER));
    }

    private static long register(String digits) {
        return Long.reverseBytes(Long.parseUnsignedLong(digits, 16));
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(Long.reverseBytes(value));
    }

    private void runTo(String function) {
        assertEquals("OK", gdb.ask("Z0,%x,4".formatted(symbol(function))));
        String stop = gdb.ask("vCont;c");
        assertTrue(stop.startsWith("T05") && stop.contains("swbreak:;"), stop);
        assertEquals("OK", gdb.ask("z0,%x,4".formatted(symbol(function))));
    }

    // --- what gdb is told

    @Test
    void serverTellsWhatItSupports() {
        String features = gdb.ask("qSupported:swbreak+;hwbreak+");
        for (String feature : new String[] {"ReverseStep+", "ReverseContinue+", "swbreak+", "qXfer:features:read+"}) {
            assertTrue(features.contains(feature), features);
        }
        assertEquals("vCont;c;C;s;S;r", gdb.ask("vCont?"));
        assertEquals("OK", gdb.ask("QStartNoAckMode"));
        assertEquals("1", gdb.ask("qAttached"));
        assertEquals("", gdb.ask("vMustReplyEmpty"));
    }

    @Test
    void targetDescriptionHasTheSystemRegisters() {
        StringBuilder xml = new StringBuilder();
        String part;
        do {
            part = gdb.ask("qXfer:features:read:target.xml:%x,800".formatted(xml.length()));
            xml.append(part, 1, part.length());
        } while (part.startsWith("m"));
        assertTrue(xml.indexOf("<feature name=\"org.gnu.gdb.aarch64.core\">") > 0);
        assertTrue(xml.indexOf("<reg name=\"hpfar_el2\" bitsize=\"64\"") > 0);
        assertTrue(xml.toString().endsWith("</target>\n"));
        assertEquals("E00", gdb.ask("qXfer:features:read:other.xml:0,100"));
    }

    @Test
    void threadsAreThePes() {
        assertEquals("m1,2", gdb.ask("qfThreadInfo"));
        assertEquals("l", gdb.ask("qsThreadInfo"));
        assertEquals("QC1", gdb.ask("qC"));
        assertEquals("OK", gdb.ask("T2"));
        assertTrue(gdb.ask("T3").startsWith("E."));
        runTo("user_mem_abort");
        String text = new String(HexFormat.of().parseHex(gdb.ask("qThreadExtraInfo,2")), StandardCharsets.UTF_8);
        assertEquals("PE 1: realm0.vcpu0, Non-secure EL2", text);
        assertEquals("QC2", gdb.ask("qC"));
    }

    @Test
    void hostIsOfferedAsAFile() {
        byte[] host = HostImages.kvmFile();
        String path = gdb.ask("qXfer:exec-file:read:1:0,100").substring(1);
        assertEquals("F3", gdb.ask("vFile:open:" + PacketWriter.hex(path) + ",0,0"));
        String start = gdb.ask("vFile:pread:3,4,0");
        assertEquals("F4;\u007fELF", start);
        assertEquals("F0;", gdb.ask("vFile:pread:3,100,%x".formatted(host.length)));
        assertEquals("F-1,2", gdb.ask("vFile:open:" + PacketWriter.hex("/etc/passwd") + ",0,0"));
        assertEquals("F0", gdb.ask("vFile:close:3"));
    }

    // --- registers and memory

    @Test
    void registersAreReadAndWritten() {
        assertEquals(symbol("_start"), pc());
        assertEquals("OK", gdb.ask("P5=" + hex(0x1234)));
        assertEquals(0x1234, register(gdb.ask("p5")));
        String all = gdb.ask("g");
        assertEquals("OK", gdb.ask("G" + hex(7) + all.substring(REGISTER)));
        assertEquals(7, register(gdb.ask("p0")));
        assertEquals(0x1234, register(gdb.ask("p5")));
        assertEquals("OK", gdb.ask("P21=c90300a0"));
        assertEquals("c90300a0", gdb.ask("p21"));
        assertTrue(gdb.ask("P21=c50300a0").startsWith("E.PSTATE 0xa00003c5 differs from 0xa00003c9"));
        assertEquals("OK", gdb.ask("P25=" + hex(0x1122334455667788L) + hex(-2)));
        assertEquals(hex(0x1122334455667788L) + hex(-2), gdb.ask("p25"));
        assertTrue(gdb.ask("pfff").startsWith("E.there is no register"));
    }

    @Test
    void moreMemoryThanAPacketHasRoomForIsReadInParts() {
        String part = gdb.ask("m%x,100000".formatted(symbol("_start")));

        assertTrue(part.length() > 1000 && part.length() < 0x20_0000, () -> Integer.toString(part.length()));
        assertEquals(gdb.ask("m%x,8".formatted(symbol("_start"))), part.substring(0, REGISTER));
    }

    @Test
    void memoryIsReadAndWrittenWhereThePeTranslates() {
        long at = symbol("_start");
        String code = gdb.ask("m%x,8".formatted(at));
        assertEquals(REGISTER, code.length());
        assertEquals("OK", gdb.ask("M%x,4:01020304".formatted(at)));
        assertEquals("01020304" + code.substring(8), gdb.ask("m%x,8".formatted(at)));
        assertEquals("OK", gdb.ask("X%x,2:}]}\u0003".formatted(at)));
        assertEquals("7d230304", gdb.ask("m%x,4".formatted(at)));
        assertEquals("E0e", gdb.ask("m1234567000,4"));
        assertTrue(gdb.ask("M1234567000,1:00").startsWith("E.cannot write"));
    }

    // --- stops

    @Test
    void breakpointStopsItsThread() {
        runTo("user_mem_abort");
        assertEquals(symbol("user_mem_abort"), pc());
    }

    @ParameterizedTest
    @CsvSource({"2, watch", "3, rwatch", "4, awatch"})
    void watchpointTellsItsAddress(int kind, String reason) {
        runTo("user_mem_abort");
        long sp = register(gdb.ask("p1f"));
        // The function's own frame, which it writes and reads: where it keeps its first parameter.
        long address = sp - 160 + 56;
        assertEquals("OK", gdb.ask("Z%d,%x,8".formatted(kind, address)));
        String stop = gdb.ask("vCont;c");
        assertTrue(stop.contains(";" + reason + ":%x;".formatted(address)), stop);
    }

    @Test
    void stepExecutesOneInstruction() {
        runTo("user_mem_abort");
        gdb.ask("vCont;s:2;c");
        assertEquals(symbol("user_mem_abort") + 4, pc());
        gdb.ask("bs");
        assertEquals(symbol("user_mem_abort"), pc());
    }

    @Test
    void rangeIsSteppedThrough() {
        runTo("user_mem_abort");
        long from = symbol("user_mem_abort");
        gdb.ask("vCont;r%x,%x:2;c".formatted(from, from + 20));
        assertEquals(from + 20, pc());
    }

    @Test
    void rangeThatEntersTheRealmEndsBehindIt() {
        runTo("rmi_rec_enter");
        long smc = symbol("smc");
        assertEquals("OK", gdb.ask("Z1,%x,4".formatted(smc)));
        assertTrue(gdb.ask("c").contains("hwbreak:;"));
        assertEquals("OK", gdb.ask("z1,%x,4".formatted(smc)));
        gdb.ask("vCont;r%x,%x:2".formatted(smc, smc + 0x34));
        String world = gdb.monitor("world");
        assertTrue(world.contains("realm0.vcpu0: Non-secure EL2, pc 0x%x".formatted(pc())), world);
    }

    @Test
    void historyHasABeginAndAnEnd() {
        assertTrue(gdb.ask("bc").contains("replaylog:begin;"));
        assertTrue(gdb.ask("bs").contains("replaylog:begin;"));
        assertTrue(gdb.ask("c").contains("replaylog:end;"));
        assertTrue(gdb.console().contains("The run has ended: the scenario is complete"), gdb.console());
        assertEquals("OK", gdb.ask("Z0,%x,4".formatted(symbol("user_mem_abort"))));
        assertTrue(gdb.ask("bc").contains("swbreak:;"));
        assertEquals(symbol("user_mem_abort"), pc());
    }

    @Test
    void interruptStopsTheRun() {
        gdb.send("$c#63\u0003".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(gdb.answer().startsWith("T02"));
        assertFalse(gdb.ask("vCont;s").startsWith("T02"));
    }

    @Test
    void peThatIsOffIsNotStepped() {
        assertTrue(gdb.ask("vCont;s:2").contains("thread:2;"));
        assertTrue(gdb.console().contains("PE 1 is off"), gdb.console());
    }

    // --- the connection

    @Test
    void damagedPacketIsRefusedAndRefusedAnswerSentAgain() {
        gdb.send("$g#00".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals('-', gdb.read());
        assertEquals("QC1", gdb.ask("qC"));
        gdb.send("-".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("QC1", gdb.answer());
    }

    @Test
    void machineOutlivesAGdbThatDetaches() {
        runTo("user_mem_abort");
        assertEquals("OK", gdb.ask("D"));
        gdb.close();
        try (PacketClient next = new PacketClient(server)) {
            assertTrue(next.ask("?").contains("thread:2;"));
            next.send("$k#6b".getBytes(StandardCharsets.ISO_8859_1));
        }
        try (PacketClient last = new PacketClient(server)) {
            assertTrue(last.ask("?").contains("thread:1;"));
            assertTrue(last.monitor("moment").startsWith("0.0 "));
        }
    }

    // --- commands

    @Test
    void mistakesInCommandsAreTold() {
        for (String command : MISTAKES) {
            String answer = gdb.monitor(command);
            assertTrue(answer.length() > 10 && !answer.contains("error of the server"), command + ": " + answer);
        }
    }

    @Test
    void commandsShowWhatIsBeyondAPe() {
        gdb.monitor("catch fault");
        assertTrue(gdb.ask("c").startsWith("T05"));
        assertTrue(gdb.console().contains("write of IPA 0x200000"), gdb.console());
        assertTrue(gdb.monitor("world").contains("PE 1: realm0.vcpu0: Realm EL2"));
        assertTrue(gdb.monitor("faults").contains("write ipa 0x200000 level 2"));
        assertTrue(gdb.monitor("backtrace").contains("RMI_REC_ENTER"));
        assertTrue(gdb.monitor("register esr_el2").contains("WnR = 0x1"));
        assertTrue(gdb.monitor("decode esr 0x93880047").contains("Data Abort"));
        assertTrue(gdb.monitor("translate EL1R:0x200000").contains("UNASSIGNED"));
        assertTrue(gdb.monitor("x pa(ns):0x42000000 4").startsWith("pa(ns):0x42000000 "));
        assertTrue(gdb.monitor("space ipa(realm0)").contains("ipa(realm0)"));
        assertEquals("E0e", gdb.ask("m200000,8"));
        assertTrue(gdb.monitor("goto start").startsWith("0.0 "));
        assertTrue(gdb.monitor("goto fault 1")
                .startsWith(server.session().machine().now() + " "));
    }
}
