package org.realmscope.a64.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs sequences under {@code qemu-aarch64}, the reference. */
final class QemuUser implements Reference {
    private static final long TIMEOUT_SECONDS = 300;

    private final Path binary;
    private final Path directory;
    private final GuestImage image;

    private QemuUser(Path binary, Path directory, CodeWriter code) {
        this.binary = binary;
        this.directory = directory;
        this.image = new GuestImage(code);
    }

    /**
     * The {@code qemu-aarch64} on the path, if there is one.
     *
     * @param directory where to put images and their output
     */
    static Optional<QemuUser> find(Path directory, CodeWriter code) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(java.io.File.pathSeparator))
                .splitAsStream(path)
                .map(folder -> Path.of(folder, "qemu-aarch64"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(binary -> new QemuUser(binary, directory, code));
    }

    @Override
    public List<Outcome> run(List<Sequence> sequences) {
        List<Outcome> outcomes = new ArrayList<>();
        while (outcomes.size() < sequences.size()) {
            // The positions, and with them the addresses, of the sequences after one that killed the process stay as
            // they are.
            List<Sequence> remaining = new ArrayList<>(sequences);
            for (int done = 0; done < outcomes.size(); done++) {
                remaining.set(done, Sequence.ofWords(0, new int[0]));
            }
            runImage(remaining, outcomes);
        }
        return outcomes;
    }

    private void runImage(List<Sequence> sequences, List<Outcome> outcomes) {
        try {
            Path elf = directory.resolve("sequences.elf");
            Path results = directory.resolve("results.bin");
            Files.write(elf, image.elf(sequences));
            if (!elf.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + elf + " executable");
            }
            Process process = new ProcessBuilder(binary.toString(), "-cpu", "max,pauth-impdef=on", elf.toString())
                    .redirectOutput(results.toFile())
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("qemu-aarch64 did not end within " + TIMEOUT_SECONDS + " s");
            }
            ByteBuffer output = ByteBuffer.wrap(Files.readAllBytes(results)).order(ByteOrder.LITTLE_ENDIAN);
            output.position(Math.min(output.limit(), outcomes.size() * GuestImage.RESULT_SIZE));
            while (output.remaining() >= GuestImage.RESULT_SIZE) {
                outcomes.add(new Outcome.Completed(GuestImage.readResult(output)));
            }
            if (outcomes.size() < sequences.size()) {
                outcomes.add(new Outcome.Died("exit status " + process.exitValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while qemu-aarch64 ran", e);
        }
    }
}
