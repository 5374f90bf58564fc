package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.hostkvm.HostImage;
import org.realmscope.hostkvm.HostSources;

class NewCommandTest {
    /** The compiler that the committed image is of. */
    private static final String COMPILER_VERSION = "12.2.0";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path scratch;

    private int execute(String... words) {
        return Realmscope.createCommandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private static void assumeSources() {
        assumeTrue(HostSources.arePresent(), "the build has not put the sources beside the image");
    }

    @Test
    void sourcesAreCopiedAndNextStepsAreSaid() {
        assumeSources();
        Path directory = scratch.resolve("my-host");
        assertEquals(0, execute("new", "host", directory.toString()), err::toString);
        assertTrue(Files.isRegularFile(directory.resolve("Makefile")));
        assertTrue(Files.isRegularFile(directory.resolve("README.md")));
        assertTrue(Files.isRegularFile(directory.resolve("src/main/c/mmu.c")));
        assertTrue(Files.isRegularFile(directory.resolve("src/main/c/host-kvm.ld")));
        assertTrue(out.toString().contains("make -C " + directory), out::toString);
        assertTrue(
                out.toString().contains("host { image \"" + directory.resolve("host-kvm.elf") + "\" }"), out::toString);
    }

    /** With the compiler of the committed image the copy builds the same bytes; with another it builds. */
    @Test
    void copyBuildsTheSameImage() throws IOException, InterruptedException {
        assumeSources();
        String version = output("aarch64-linux-gnu-gcc", "-dumpfullversion");
        assumeTrue(!version.isEmpty() && !output("make", "--version").isEmpty(), "no cross compiler or make");
        Path directory = scratch.resolve("copy");
        assertEquals(0, execute("new", "host", directory.toString()), err::toString);
        Process make = new ProcessBuilder("make", "-s", "-C", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("log").toFile())
                .start();
        assertTrue(make.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, make.exitValue(), () -> read(scratch.resolve("log")));
        byte[] built = Files.readAllBytes(directory.resolve("host-kvm.elf"));
        if (version.equals(COMPILER_VERSION)) {
            assertArrayEquals(HostImage.file(), built);
        }
    }

    @Test
    void usedDirectoryIsRefused() throws IOException {
        Files.writeString(scratch.resolve("mine"), "mine");
        assertEquals(2, execute("new", "host", scratch.toString()));
        assertTrue(err.toString().contains("is not empty"), err::toString);
        assertEquals(2, execute("new", "host", scratch.resolve("mine").toString()));
        assertEquals("mine", Files.readString(scratch.resolve("mine")));
    }

    @Test
    void otherKindsAreRefused() {
        assertEquals(2, execute("new", "guest", scratch.resolve("x").toString()));
        assertEquals(2, execute("new", "host"));
        assertEquals(2, err.toString().lines().count(), err::toString);
    }

    /** What a program prints in its first line; empty if it cannot be started. */
    private static String output(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.lines().findFirst().orElse("") : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
