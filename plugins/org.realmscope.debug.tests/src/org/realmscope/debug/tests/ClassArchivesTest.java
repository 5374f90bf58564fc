package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.server.ClassArchives;
import org.realmscope.server.ServerCommand;
import org.realmscope.server.ServerKind;

/** The archive of the servers' classes: made, used, replaced, and in nobody's way. */
class ClassArchivesTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private final Path scratch;

    ClassArchivesTest() throws IOException {
        scratch = Files.createTempDirectory("realmscope-class-archives");
    }

    private static ClassArchives installation() {
        return ClassArchives.ofInstallation().orElseThrow();
    }

    /** Has the archive made, and waits until it is. */
    private static void make(ClassArchives archives) throws InterruptedException {
        archives.make();
        archives.job().join();
    }

    private static Path archiveOfInstallation() throws InterruptedException, IOException {
        if (installation().current().isEmpty()) {
            make(installation());
        }
        return installation().current().orElseThrow();
    }

    private void stopAtCall() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
    }

    private static List<String> words(ServerKind kind, List<String> jvmArguments, Map<String, String> environment)
            throws IOException {
        return new ServerCommand(kind, List.of(), jvmArguments, environment, null).words();
    }

    private static boolean use(Path archive, List<String> words) {
        return words.stream().anyMatch(each -> each.startsWith("-XX:") && each.endsWith("=" + archive));
    }

    @Test
    void bothServersAreStartedWithIt() throws Exception {
        Path archive = archiveOfInstallation();

        assertTrue(Files.size(archive) > 0);
        assertTrue(use(archive, ServerCommand.of(ServerKind.LANGUAGE_SERVER).words()));
        stopAtCall();
        // The system may not tell the arguments of processes.
        debug.adapter().info().commandLine().ifPresent(line -> assertTrue(line.contains("=" + archive), line));
    }

    @Test
    void directoryThatCannotBeWrittenIsPassedOver() throws Exception {
        Path file = Files.createFile(scratch.resolve("file"));
        Path second = scratch.resolve("second");
        ClassArchives archives = new ClassArchives(List.of(file.resolve("classes"), second));

        make(archives);

        assertEquals(
                second.toRealPath(),
                archives.current().orElseThrow().getParent().toRealPath());
        assertEquals(1, names(second).size());
    }

    @Test
    void failureIsLoggedOnceAndHarmsNoServer() throws Exception {
        Path file = Files.createFile(scratch.resolve("file"));
        ClassArchives archives = new ClassArchives(List.of(file.resolve("classes")));
        List<String> logged = new ArrayList<>();
        ILogListener listener = (status, plugin) -> note(status, logged);
        Platform.addLogListener(listener);
        try {
            make(archives);
            archives.prepare();
            assertEquals(Job.NONE, archives.job().getState());
        } finally {
            Platform.removeLogListener(listener);
        }
        assertEquals(1, logged.size(), logged::toString);
        assertTrue(archives.current().isEmpty());
    }

    private static void note(@Nullable IStatus status, List<String> logged) {
        if (status != null && status.getMessage().contains("archive of their classes")) {
            logged.add(status.getMessage());
        }
    }

    @Test
    void archivesOfOtherJvmsAndJarsAreRemoved() throws Exception {
        Path current = archiveOfInstallation();
        Path archive = Files.copy(current, scratch.resolve(current.getFileName()));
        Files.createFile(scratch.resolve("servers-0123456789abcdef.jsa"));
        Files.createFile(scratch.resolve("servers-0123456789abcdef.aot"));
        Path crashed = Files.createDirectory(scratch.resolve("unfinished1"));
        Files.createFile(crashed.resolve("part"));
        Files.setLastModifiedTime(crashed, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Files.createDirectory(scratch.resolve("unfinished2"));
        Files.createFile(scratch.resolve("of-somebody-else"));
        ClassArchives archives = new ClassArchives(List.of(scratch));

        make(archives);

        assertEquals(
                Stream.of(archive.getFileName().toString(), "of-somebody-else", "unfinished2")
                        .sorted()
                        .toList(),
                names(scratch));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void makingItStopsWhenAServerStarts() throws Exception {
        ClassArchives archives = new ClassArchives(List.of(scratch));
        archives.make();
        debug.until(() -> !ProcessHandle.current().children().toList().isEmpty(), "process");

        archives.makeWay();
        archives.job().join(0, new NullProgressMonitor());

        assertFalse(names(scratch).stream().anyMatch(each -> each.startsWith("unfinished")));
        debug.until(() -> ProcessHandle.current().descendants().findAny().isEmpty(), "end of its processes");
    }

    @Test
    void damagedArchiveIsIgnored() throws Exception {
        Path archive = archiveOfInstallation();
        Path sound = Files.copy(archive, scratch.resolve("sound"));
        Files.writeString(archive, "not what it was");
        try {
            stopAtCall();
            assertEquals(
                    "",
                    debug.process().getStreamsProxy().getErrorStreamMonitor().getContents());
        } finally {
            Files.move(sound, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:off",
                "-XX:SharedArchiveFile=own.jsa",
                "-XX:ArchiveClassesAtExit=own.jsa",
                "-XX:+AutoCreateSharedArchive",
                "-XX:AOTCache=own.aot",
                "-XX:AOTMode=off",
                "-XX:VMOptionsFile=own",
                "@own"
            })
    void whoSpeaksOfArchivesHasOnesOwn(String argument) throws Exception {
        Path archive = archiveOfInstallation();
        assertFalse(use(archive, words(ServerKind.DEBUG_ADAPTER, List.of(argument), Map.of())));
        assertFalse(use(archive, words(ServerKind.DEBUG_ADAPTER, List.of(), Map.of("JAVA_TOOL_OPTIONS", argument))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:-UseCompressedOops", "-Xshare:off"})
    void argumentsOfPeopleWorkWithIt(String argument) throws Exception {
        archiveOfInstallation();
        debug.with(LaunchAttribute.JVM_ARGUMENTS, "-XX:TieredStopAtLevel=1 " + argument);

        stopAtCall();

        assertEquals(
                "", debug.process().getStreamsProxy().getErrorStreamMonitor().getContents());
    }

    @Test
    void collectorOfPeopleReplacesOurs() throws IOException {
        assertTrue(words(ServerKind.DEBUG_ADAPTER, List.of(), Map.of()).contains("-XX:+UseSerialGC"));
        assertFalse(words(ServerKind.DEBUG_ADAPTER, List.of("-XX:+UseZGC"), Map.of())
                .contains("-XX:+UseSerialGC"));
    }
}
