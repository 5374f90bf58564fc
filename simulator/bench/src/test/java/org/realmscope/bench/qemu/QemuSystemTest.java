package org.realmscope.bench.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.bench.pe.Workload;
import org.realmscope.bench.pe.WorkloadRun;

class QemuSystemTest {
    private static final Workload CORE = Workload.all().getFirst();

    @Test
    void findLooksForAnExecutableInEachFolder(@TempDir Path empty, @TempDir Path folder) throws Exception {
        Path binary = script(folder, "exit 0");
        String searchPath = empty + java.io.File.pathSeparator + folder;
        assertEquals(Optional.of(binary), QemuSystem.find(searchPath));
        assertEquals(Optional.empty(), QemuSystem.find(empty.toString()));
    }

    @Test
    void runReturnsWhatTheProgramPrinted(@TempDir Path folder) throws Exception {
        WorkloadRun run = new QemuSystem(script(folder, "printf 'core works\\r\\n'"), Duration.ofMinutes(1)).run(CORE);
        assertEquals("core works\n", run.output());
        assertTrue(run.wallNanos() > 0);
    }

    @Test
    void exitCodeOtherThanZeroIsReportedWithTheOutput(@TempDir Path folder) throws Exception {
        QemuSystem qemu = new QemuSystem(script(folder, "echo unexpected exception; exit 3"), Duration.ofMinutes(1));
        String message =
                assertThrows(IllegalStateException.class, () -> qemu.run(CORE)).getMessage();
        assertTrue(message.contains("exit code 3 after printing 'unexpected exception'"), message);
    }

    @Test
    void programThatDoesNotEndIsStopped(@TempDir Path folder) throws Exception {
        QemuSystem qemu = new QemuSystem(script(folder, "exec sleep 1000"), Duration.ofMillis(50));
        String message =
                assertThrows(IllegalStateException.class, () -> qemu.run(CORE)).getMessage();
        assertTrue(message.contains("did not end"), message);
    }

    @Test
    void installedQemuPrintsTheChecksum() {
        Optional<Path> binary = QemuSystem.find(System.getenv().getOrDefault("PATH", ""));
        assumeTrue(binary.isPresent(), "qemu-system-aarch64 is not installed");
        WorkloadRun run = new QemuSystem(binary.get(), Duration.ofMinutes(1)).run(CORE);
        assertEquals(CORE.expectedOutput(), run.output().strip());
    }

    private static Path script(Path folder, String body) throws Exception {
        Path script = Files.writeString(folder.resolve("qemu-system-aarch64"), "#!/bin/sh\n" + body + "\n");
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }
}
