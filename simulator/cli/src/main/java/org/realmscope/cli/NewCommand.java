package org.realmscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.realmscope.hostkvm.HostSources;
import org.realmscope.platform.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope new host DIR}: a host image of one's own to start from. */
@Command(
        name = "new",
        description = "Copies what people start from into a directory of theirs.",
        footer = {
            "",
            "Kinds:",
            "  host    the C sources, Makefile and README of the host image (KVM)",
        })
final class NewCommand implements Callable<Integer> {
    private static final String HOST = "host";
    private static final String IMAGE = "host-kvm.elf";

    /** Where the Makefile of the repository puts the image; in a copy it is beside the Makefile. */
    private static final String OUTPUT_LINE = "(?m)^OUT \\?= .*$";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "KIND", description = "What to copy: host.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "Directory to fill; empty, or not there yet.")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
        if (!kind.equals(HOST)) {
            throw new UserError(
                    UserError.Code.USAGE, "there is no new '" + kind + "', only 'host' (see ./realmscope new --help)");
        }
        refuseUsedDirectory();
        for (HostSources.SourceFile file : HostSources.files()) {
            write(directory.resolve(file.path()), textOfCopy(file));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("The host image's sources are in " + directory + "; what is what says README.md there.");
        out.println("Change them, then build the image (GCC for AArch64; on Debian gcc-aarch64-linux-gnu):");
        out.println("  make -C " + directory);
        out.println("and name it in a scenario:");
        out.println("  host { image \"" + directory.toAbsolutePath().normalize().resolve(IMAGE) + "\" }");
        out.flush();
        return 0;
    }

    private static String textOfCopy(HostSources.SourceFile file) {
        return file.path().equals("Makefile") ? file.text().replaceFirst(OUTPUT_LINE, "OUT ?= .") : file.text();
    }

    private void refuseUsedDirectory() {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new UserError(UserError.Code.USAGE, directory + " is no directory");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new UserError(
                        UserError.Code.USAGE, directory + " is not empty; name a directory that is, or a new one");
            }
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, directory + " cannot be read: " + e.getMessage());
        }
    }

    private static void write(Path path, String text) {
        try {
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, path + " cannot be written: " + e.getMessage());
        }
    }
}
