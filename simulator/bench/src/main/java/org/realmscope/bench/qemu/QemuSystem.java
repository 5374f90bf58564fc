package org.realmscope.bench.qemu;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.realmscope.bench.pe.Workload;
import org.realmscope.bench.pe.WorkloadRun;
import org.realmscope.bench.pe.WorkloadRunner;

/**
 * Runs workloads under {@code qemu-system-aarch64}, one process each. Times are those of the whole process, start-up
 * included: some 30 ms.
 */
public final class QemuSystem implements WorkloadRunner {
    private static final String BINARY = "qemu-system-aarch64";
    private static final List<String> ARGUMENTS = List.of(
            "-M",
            "virt",
            "-cpu",
            "cortex-a57",
            "-m",
            "1G",
            "-nographic",
            "-nic",
            "none",
            "-monitor",
            "none",
            "-semihosting-config",
            "enable=on,target=native",
            "-kernel");

    private final Path binary;
    private final Duration timeout;

    /**
     * @param binary  a {@code qemu-system-aarch64}
     * @param timeout how long a workload may take
     */
    public QemuSystem(Path binary, Duration timeout) {
        this.binary = binary;
        this.timeout = timeout;
    }

    /**
     * The first {@code qemu-system-aarch64} in a list of folders.
     *
     * @param searchPath as in the environment variable PATH
     */
    public static Optional<Path> find(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, BINARY))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first line of {@code --version}: which QEMU the figures belong to. */
    public String version() {
        try {
            Process process = new ProcessBuilder(binary.toString(), "--version").start();
            return process.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("unknown version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WorkloadRun run(Workload workload) {
        try {
            Path folder = Files.createTempDirectory("realmscope-bench");
            Path elf = folder.resolve(workload.name() + ".elf");
            Path output = folder.resolve("output");
            try {
                Files.write(elf, workload.elf());
                return run(workload.name(), elf, output);
            } finally {
                Files.deleteIfExists(elf);
                Files.deleteIfExists(output);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkloadRun run(String name, Path elf, Path output) throws IOException {
        List<String> command = Stream.of(Stream.of(binary.toString()), ARGUMENTS.stream(), Stream.of(elf.toString()))
                .flatMap(part -> part)
                .toList();
        long cpuBefore = ChildrenCpuTime.nanos();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exitCode = await(process, name);
        long wall = System.nanoTime() - start;
        long cpu = ChildrenCpuTime.nanos() - cpuBefore;
        String text = Files.readString(output).replace("\r", "");
        if (exitCode != 0) {
            throw new IllegalStateException("%s ended on %s with exit code %d after printing '%s'"
                    .formatted(name, binary, exitCode, text.strip()));
        }
        return new WorkloadRun(text, wall, cpu, 0);
    }

    private int await(Process process, String name) {
        try {
            if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s did not end on %s within %s".formatted(name, binary, timeout));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran on %s".formatted(name, binary), e);
        }
    }
}
