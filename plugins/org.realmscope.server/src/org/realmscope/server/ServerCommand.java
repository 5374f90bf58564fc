package org.realmscope.server;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * How a server is started: the IDE's own Java, and the jars of this plug-in.
 *
 * @param kind what it serves
 * @param arguments after the subcommand
 * @param jvmArguments for the JVM, after those that it needs
 * @param environment variables that are added to the IDE's, or replace them
 * @param directory in which it runs; null for the IDE's
 */
public record ServerCommand(
        ServerKind kind,
        List<String> arguments,
        List<String> jvmArguments,
        Map<String, String> environment,
        @Nullable Path directory) {
    private static final String MAIN = "org.realmscope.cli.Realmscope";

    public ServerCommand {
        arguments = List.copyOf(arguments);
        jvmArguments = List.copyOf(jvmArguments);
        environment = new TreeMap<>(environment);
    }

    /** A server that needs nothing special. */
    public static ServerCommand of(ServerKind kind) {
        return new ServerCommand(kind, List.of(), List.of(), Map.of(), null);
    }

    /**
     * The words of the command line.
     *
     * @throws IOException if the jars cannot be found
     */
    public List<String> words() throws IOException {
        Map<String, String> inherited = new TreeMap<>(System.getenv());
        inherited.putAll(environment);
        Optional<ClassArchives> archives = ClassArchives.ofInstallation();
        Optional<Path> archive = archives.isPresent() && ClassArchive.isWanted(jvmArguments, inherited)
                ? archives.get().current()
                : Optional.empty();
        List<String> others = new ArrayList<>(ServerJvm.arguments(inherited));
        others.addAll(jvmArguments);
        List<String> options = new ArrayList<>(ServerJvm.options(others));
        archive.ifPresentOrElse(
                file -> options.add(ArchiveFormat.of(ServerJvm.FEATURE).using(file)),
                () -> options.addAll(ServerJvm.PATIENT_COMPILER));
        options.addAll(jvmArguments);
        return line(
                options,
                Stream.concat(Stream.of(kind.subcommand()), arguments.stream()).toList());
    }

    /**
     * The words of any command line of Realmscope, such as {@code new host DIR}.
     *
     * @param jvmArguments for the JVM, after those that it needs
     * @param arguments the subcommand, and what follows it
     * @throws IOException if the jars cannot be found
     */
    public static List<String> words(List<String> jvmArguments, List<String> arguments) throws IOException {
        List<String> options = new ArrayList<>(ServerJvm.options(jvmArguments));
        options.addAll(jvmArguments);
        return line(options, arguments);
    }

    private static List<String> line(List<String> options, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(ServerJvm.program().toString());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(), MAIN));
        words.addAll(arguments);
        return words;
    }

    private static String classPath() throws IOException {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The jars of the servers, in the order of the class path. */
    static List<Path> jars() throws IOException {
        Bundle bundle = FrameworkUtil.getBundle(ServerCommand.class);
        URL entry = bundle.getEntry("lib");
        if (entry == null) {
            throw new IOException("The plug-in org.realmscope.server has no directory lib with its servers' jars");
        }
        Path lib = new File(FileLocator.toFileURL(entry).getPath()).toPath();
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(each -> each.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Prepares the process. */
    ProcessBuilder process() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words());
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(Objects.requireNonNull(directory).toFile());
        }
        return builder;
    }
}
