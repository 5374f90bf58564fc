package org.realmscope.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.UserError;

/** Replays traces that are written here: a host that builds a Realm, a modelled guest, and realm code that runs. */
class TraceReplayTest {
    private static final String HEADER =
            "{\"spec\":\"1.0-rel0\",\"oracle\":\"test\",\"format\":1,\"dram_base\":\"0x80000000\","
                    + "\"dram_size\":\"0x8000000\",\"features\":\"0x28f44314030\",\"rec_aux_count\":16,\"cfg\":{}}";
    private static final long GRANULES = 0x8010_0000L;
    private static final long RD = GRANULES + 0x1000;
    private static final long REC = GRANULES + 0x5000;
    private static final long DATA = GRANULES + 0x6000;
    /** mov x0, 0x1000; hvc #0 after a store of x1 to [x0]. */
    private static final String STORE_X1_TO_X0 = "010000f9" + "020000d4";

    @TempDir
    private Path directory;

    private final StringBuilder trace = new StringBuilder(HEADER).append('\n');

    private void line(String text) {
        trace.append(text).append('\n');
    }

    private void smc(long functionId, long... arguments) {
        call("smc", "", functionId, 0, arguments);
    }

    private void call(String op, String rest, long functionId, long status, long... arguments) {
        StringBuilder x = new StringBuilder("\"0x" + Long.toHexString(functionId) + "\"");
        for (int i = 0; i < 6; i++) {
            x.append(",\"0x")
                    .append(Long.toHexString(i < arguments.length ? arguments[i] : 0))
                    .append('"');
        }
        line("{\"op\":\"" + op + "\",\"x\":[" + x + "],\"ret\":[\"0x" + Long.toHexString(status) + "\"]" + rest + "}");
    }

    private void poke(long pa, String hex) {
        line("{\"op\":\"poke\",\"pa\":\"0x" + Long.toHexString(pa) + "\",\"hex\":\"" + hex + "\"}");
    }

    /** Little-endian 64-bit number. */
    private static String word(long value) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            hex.append("%02x".formatted(value >>> 8 * i & 0xff));
        }
        return hex.toString();
    }

    /** A Realm of 33 bits with a page of code at IPA 0 that its REC starts at, X1 = 0x55, X0 = {@code x0}. */
    private void realm(long x0) {
        for (int i = 0; i < 7; i++) {
            smc(0xc400_0151L, GRANULES + 0x1000L * i);
        }
        poke(0x8000_0000L, word(0) + word(33) + word(0) + word(1) + word(1));
        poke(0x8000_0800L, word(1) + word(GRANULES) + word(1) + word(1));
        smc(0xc400_0158L, RD, 0x8000_0000L);
        smc(0xc400_015dL, RD, GRANULES + 0x2000, 0, 2);
        smc(0xc400_015dL, RD, GRANULES + 0x3000, 0, 3);
        poke(0x8000_2000L, STORE_X1_TO_X0);
        smc(0xc400_0153L, RD, DATA, 0, 0x8000_2000L, 0);
        line("{\"op\":\"fill\",\"pa\":\"0x80001000\",\"len\":\"0x1000\",\"byte\":0}");
        poke(0x8000_1000L, word(1));
        poke(0x8000_1300L, word(x0) + word(0x55));
        StringBuilder aux = new StringBuilder(word(16));
        for (int i = 0; i < 16; i++) {
            smc(0xc400_0151L, GRANULES + 0x1_0000 + 0x1000L * i);
            aux.append(word(GRANULES + 0x1_0000 + 0x1000L * i));
        }
        poke(0x8000_1800L, aux.toString());
        smc(0xc400_015aL, RD, REC, 0x8000_1000L);
        smc(0xc400_0157L, RD);
        line("{\"op\":\"fill\",\"pa\":\"0x80002000\",\"len\":\"0x1000\",\"byte\":0}");
    }

    private @Nullable Mismatch replay() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        Files.writeString(file, trace);
        return TraceReplay.replay(file);
    }

    @Test
    void realmCodeRunsUntilItExits() throws IOException {
        realm(0x1_0000_0000L);
        String exit =
                ",\"exit\":{\"exit_reason\":0,\"esr\":\"0x91c08045\",\"hpfar\":\"0x1000000\",\"gprs\":[\"0x55\"]}";
        call("run", exit, 0xc400_015cL, 0, REC, 0x8000_2000L);
        assertNull(replay());
    }

    @Test
    void modelledGuestUsesTheMmu() throws IOException {
        realm(0);
        String view = "\"view\":{\"pc\":\"0x0\",\"spsr\":\"0x3c5\",\"x\":[\"0x0\",\"0x55\"],\"vmpidr\":\"0x80000000\","
                + "\"sctlr_el1\":\"0xc50878\"}";
        String load = "{" + view
                + ",\"action\":{\"t\":\"ld\",\"ipa\":\"0x0\",\"size\":4,\"rt\":2,\"se\":0,\"sf\":1,\"isv\":1},"
                + "\"res\":{\"ok\":true,\"val\":\"0xf9000001\"}}";
        String steps = ",\"steps\":[" + load + ",{\"action\":{\"t\":\"irq\"}}],\"exit\":{\"exit_reason\":1}";
        call("guest", steps, 0xc400_015cL, 0, REC, 0x8000_2000L);
        line("{\"op\":\"rttdump\",\"rd\":\"0x80101000\",\"sl\":1,"
                + "\"ipa_bits\":33,\"runs\":[[\"0x0\",1,1,2,\"0x80102000\",0],"
                + "[\"0x0\",1,2,2,\"0x80103000\",0],[\"0x0\",1,3,1,\"0x80106000\",1],"
                + "[\"0x1000\",511,3,0,\"0x0\",0],"
                + "[\"0x200000\",511,2,0,\"0x0\",0],[\"0x40000000\",7,1,0,\"0x0\",0]]}");
        line("{\"op\":\"peek\",\"pa\":\"0x80002800\",\"len\":\"0x2\",\"hex\":\"0100\"}");
        assertNull(replay());
    }

    @Test
    void differenceIsReportedWithLineCommandAndField() throws IOException {
        smc(0xc400_0151L, GRANULES);
        call("smc", "", 0xc400_0151L, 0, GRANULES);
        Mismatch mismatch = replay();
        assertEquals(new Mismatch(3, "RMI_GRANULE_DELEGATE", "ret.x0", "RMI_SUCCESS", "RMI_ERROR_INPUT"), mismatch);
    }

    @Test
    void differenceInTheExitRecordNamesTheField() throws IOException {
        realm(0x1_0000_0000L);
        String exit =
                ",\"exit\":{\"exit_reason\":0,\"esr\":\"0x91c08045\",\"hpfar\":\"0x1000010\",\"gprs\":[\"0x55\"]}";
        call("run", exit, 0xc400_015cL, 0, REC, 0x8000_2000L);
        Mismatch mismatch = replay();
        assertNotNull(mismatch);
        assertEquals("exit.hpfar", mismatch.field());
        assertEquals("0x1000000", mismatch.got());
    }

    @Test
    void compressedTraceIsReplayed() throws IOException {
        smc(0xc400_0151L, GRANULES);
        Path file = directory.resolve("trace.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(trace.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertNull(TraceReplay.replay(file));
        assertEquals(List.of(file), TraceFiles.find(List.of(directory)));
    }

    @Test
    void fileThatIsNoTraceIsTheUsersMistake() throws IOException {
        Path file = directory.resolve("other.jsonl");
        Files.writeString(file, "{}\n");
        assertTrue(assertThrows(UserError.class, () -> TraceReplay.replay(file))
                .getMessage()
                .contains(":1:"));
        Files.writeString(file, HEADER + "\nno json\n");
        assertTrue(assertThrows(UserError.class, () -> TraceReplay.replay(file))
                .getMessage()
                .contains(":2:"));
        assertThrows(UserError.class, () -> TraceFiles.find(List.of(directory.resolve("nothing"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":1}",
                "{\"op\":\"smc\"}",
                "{\"op\":\"smc\",\"x\":[\"0xzz\"],\"ret\":[]}",
                "{\"op\":\"smc\",\"x\":[\"0x1\"],\"ret\":1}",
                "{\"op\":\"poke\",\"pa\":\"0x80000000\",\"hex\":\"000\"}",
                "{\"op\":\"guest\",\"x\":[\"0xc400015c\"],\"ret\":[\"0x1\"],\"steps\":[]}",
                "{\"op\":\"guest\",\"x\":[0,0,0],\"ret\":[0],\"steps\":[{\"action\":{\"t\":\"ld\"}}]}",
                "{\"op\":\"run\",\"x\":[0,0,0],\"ret\":[0],\"exit\":{\"esr\":\"none\"}}"
            })
    void lineThatIsNotAsTheFormatSaysIsTheUsersMistake(String line) throws IOException {
        line(line);
        String message = assertThrows(UserError.class, this::replay).getMessage();
        assertTrue(message.contains("trace.jsonl:2: ") && message.contains(" expected"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"format\":2", "\"format\":1,\"features\":\"many\"", "\"format\":1,\"cfg\":{\"parange\":7}"})
    void headerOfAnotherFormatIsTheUsersMistake(String fields) throws IOException {
        Path file = directory.resolve("trace.jsonl");
        String common = "\"dram_base\":\"0x80000000\",\"dram_size\":\"0x8000000\",\"features\":\"0x30\",\"cfg\":{},";
        Files.writeString(file, "{" + common + fields + "}\n");
        String message =
                assertThrows(UserError.class, () -> TraceReplay.replay(file)).getMessage();
        assertTrue(message.contains("trace.jsonl:1: "), message);
    }

    @Test
    void writeThatLeavesTheMemoryIsReported() throws IOException {
        line("{\"op\":\"fill\",\"pa\":\"0x80000000\",\"len\":\"0x100000000\",\"byte\":0}");
        Mismatch mismatch = replay();
        assertNotNull(mismatch);
        assertEquals("pa", mismatch.field());
    }

    @Test
    void headerGivesTheNumberOfAuxiliaryGranules() throws IOException {
        trace.replace(0, trace.length(), HEADER.replace("count\":16", "count\":3") + "\n");
        smc(0xc400_0151L, GRANULES);
        smc(0xc400_0151L, RD);
        poke(0x8000_0000L, word(0) + word(33) + word(0) + word(1) + word(1));
        poke(0x8000_0800L, word(1) + word(GRANULES) + word(1) + word(1));
        smc(0xc400_0158L, RD, 0x8000_0000L);
        line("{\"op\":\"smc\",\"x\":[\"0xc4000167\",\"0x80101000\"],\"ret\":[\"0x0\",\"0x3\"]}");
        assertNull(replay());
    }
}
