package org.realmscope.a64.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.a64.table.InstructionTable;

/**
 * Our PE against {@code qemu-aarch64}. The system property {@code realmscope.differential.seed} (hexadecimal) replays
 * another run, {@code realmscope.differential.rounds} makes it longer.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A64DifferentialTest {
    private static final String DEFAULT_SEED = "5eed0a64";
    private static final int SEQUENCES_PER_ROUND = 1300;
    private static final int UNITS = 40;
    private static final int DEFAULT_ROUNDS = 4;
    private static final int MAX_REPORTS = 3;
    private static final long LEAST_INSTRUCTIONS_PER_ROUND = 50_000;

    /** Instructions per call of the engine, by round: whole blocks, blocks cut short, and one at a time. */
    private static final int[] SLICES = {1000, 7, 1};

    /** Where a mismatch is kept, to be replayed first from then on. */
    private static final Path REGRESSIONS = Path.of("src/test/resources/differential/regressions");

    private static QemuUser reference;

    @BeforeAll
    static void findQemu(@TempDir Path folder) {
        Optional<QemuUser> qemu = QemuUser.find(folder, new CodeWriter());
        String absence = "qemu-aarch64 is not on the PATH (Debian package qemu-user): our PE is not compared with it";
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(qemu.isPresent(), absence);
        }
        assumeTrue(qemu.isPresent(), absence);
        reference = qemu.get();
    }

    @Test
    @Order(1)
    void regressionsStayFixed() throws IOException {
        List<Sequence> sequences = new ArrayList<>();
        for (Path file : regressionFiles()) {
            sequences.add(RegressionFile.read(Files.readAllLines(file)));
        }
        for (int slice : SLICES) {
            assertAgreement(sequences, slice);
        }
    }

    @Test
    @Order(2)
    void randomSequencesDoWhatTheyDoUnderQemu() {
        long seed = Long.parseUnsignedLong(System.getProperty("realmscope.differential.seed", DEFAULT_SEED), 16);
        int rounds = Integer.getInteger("realmscope.differential.rounds", DEFAULT_ROUNDS);
        SplitMix64 random = new SplitMix64(seed);
        SequenceGenerator generator = new SequenceGenerator(InstructionTable.A64, new CodeWriter());
        for (int round = 0; round < rounds; round++) {
            List<Sequence> sequences = Stream.generate(() -> generator.generate(random.next(), UNITS))
                    .limit(SEQUENCES_PER_ROUND)
                    .toList();
            long instructions = assertAgreement(sequences, SLICES[round % SLICES.length]);
            assertTrue(instructions >= LEAST_INSTRUCTIONS_PER_ROUND, "only " + instructions + " instructions compared");
        }
    }

    /** @return how many instructions our PE has executed for the comparison */
    private static long assertAgreement(List<Sequence> sequences, int slice) {
        PeSequenceRunner subject = new PeSequenceRunner(slice);
        Differential differential = new Differential(reference, subject);
        List<Differential.Mismatch> mismatches = differential.compare(sequences);
        long instructions = subject.instructions();
        String reports = mismatches.stream()
                .limit(MAX_REPORTS)
                .map(differential::shrink)
                .map(A64DifferentialTest::keep)
                .collect(Collectors.joining(System.lineSeparator()));
        assertEquals("", reports, mismatches.size() + " sequences differ");
        return instructions;
    }

    /** Writes the mismatch beside the regressions, and returns its text. */
    private static String keep(Differential.Mismatch mismatch) {
        Path file = REGRESSIONS.resolve(
                "seed-%016x.txt".formatted(mismatch.sequence().seed()));
        try {
            Files.writeString(file, mismatch.report());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "# kept as " + file + System.lineSeparator() + mismatch.report();
    }

    private static List<Path> regressionFiles() throws IOException {
        try (Stream<Path> files = Files.list(REGRESSIONS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }
}
