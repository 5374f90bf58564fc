package org.realmscope.adapter.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that mean nothing are refused or ignored, and the server goes on. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PacketFuzzTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme");
    private static final int ROUNDS = 600;

    private static final List<String> PACKETS = List.of(
            "?",
            "g",
            "G00",
            "p20",
            "P3=0102030405060708",
            "m42000000,10",
            "M42017000,2:0102",
            "X42017000,2:ab",
            "Z0,42003c78,4",
            "z0,42003c78,4",
            "Z2,42017000,8",
            "Z4,200000,1000",
            "Hg2",
            "Hc-1",
            "T2",
            "vCont;s:2;c",
            "vCont;r42000000,42000010:1",
            "vCont;c",
            "s",
            "bs",
            "bc",
            "qSupported:multiprocess+",
            "qXfer:features:read:target.xml:0,fff",
            "qXfer:exec-file:read:1:0,ff",
            "qThreadExtraInfo,2",
            "qRcmd,776f726c64",
            "qRcmd,78206970612872656173296d30293a30",
            "qRcmd,676f746f20656e64",
            "vFile:open:2f686f73742d6b766d2e656c66,0,0",
            "vFile:pread:3,100,0",
            "vFile:fstat:3",
            "QStartNoAckMode",
            "qC",
            "!");

    /** What ends the connection or makes the machine anew is asked for elsewhere. */
    private static boolean isAllowed(byte[] packet) {
        String text = new String(packet, StandardCharsets.ISO_8859_1);
        return !text.startsWith("k") && !text.startsWith("vKill") && !text.startsWith("vRun");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void packetsThatMeanNothingBreakNothing(long seed) {
        System.out.println("gdb packets with seed " + seed);
        Random random = new Random(seed);
        List<String> reports = new ArrayList<>();
        GdbServer server = new GdbServer(SAMPLE, null, reports::add);
        try (PacketClient gdb = new PacketClient(server)) {
            for (int i = 0; i < ROUNDS; i++) {
                byte[] packet = mutated(random);
                if (isAllowed(packet)) {
                    String answer = gdb.askAndInterrupt(packet);
                    assertFalse(
                            answer.contains("error of the server"),
                            () -> new String(packet, StandardCharsets.ISO_8859_1) + ": " + answer + reports);
                }
                if (random.nextInt(8) == 0) {
                    gdb.send(noise(random));
                }
            }
            assertEquals("l", gdb.ask("qsThreadInfo"));
        }
        assertEquals(List.of(), reports);
    }

    private static byte[] mutated(Random random) {
        String packet = PACKETS.get(random.nextInt(PACKETS.size()));
        byte[] bytes = packet.getBytes(StandardCharsets.ISO_8859_1);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = plain(random);
                case 1 -> bytes[at] = (byte) "0123456789abcdef,:;=-".charAt(random.nextInt(21));
                case 2 -> {
                    byte[] shorter = new byte[Math.max(at, 1)];
                    System.arraycopy(bytes, 0, shorter, 0, shorter.length);
                    bytes = shorter;
                }
                default -> {
                    byte[] longer = new byte[bytes.length + 1];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    longer[at] = plain(random);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    /** Any byte but those that frame packets. */
    private static byte plain(Random random) {
        byte value = (byte) random.nextInt(256);
        return "$#}".indexOf(value) >= 0 ? (byte) 'x' : value;
    }

    /** What gdb never sends: an interrupt while the machine stands still, packets that are broken off or damaged. */
    private static byte[] noise(Random random) {
        List<String> noise = List.of("+", "\u0003", "$m0", "xyz", "$p0#zz", "$}#7d");
        return noise.get(random.nextInt(noise.size())).getBytes(StandardCharsets.ISO_8859_1);
    }
}
