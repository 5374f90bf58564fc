package org.realmscope.scenario.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.inject.Guice;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.server.BuildManager;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.ServerModule;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.Issue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are interrupted, at moments that an editor cannot choose. */
class BuildsTest {
    private static final String POPULATED = "realm r { slot ram 0 .. 1 MiB\n populate 0 from \"guest.bin\" }";

    /** Codes that were said since the last {@code clear}, by file name. */
    private final Map<String, List<String>> said = new TreeMap<>();

    private Vanishing scenarios;

    @TempDir
    Path directory;

    /** Loses a file as soon as it has been found. */
    private static final class Vanishing extends OpenScenarios {
        private URI next = URI.createURI("none");

        @Override
        boolean isThere(URI uri) {
            boolean there = super.isThere(uri);
            if (uri.equals(next)) {
                delete(Path.of(uri.toFileString()));
            }
            return there;
        }

        private static void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @BeforeEach
    void start() {
        scenarios = (Vanishing) Guice.createInjector(
                        Modules.override(new ServerModule()).with(binder -> {
                            binder.bind(WorkspaceManager.class).to(Vanishing.class);
                            binder.bind(BuildManager.class).to(Builds.class);
                        }))
                .getInstance(WorkspaceManager.class);
        scenarios.initialize(URI.createFileURI(directory + "/"), this::say, CancelIndicator.NullImpl);
    }

    private void say(URI uri, Iterable<? extends Issue> issues) {
        said.put(
                uri.lastSegment(),
                StreamSupport.stream(issues.spliterator(), false)
                        .map(Issue::getCode)
                        .toList());
    }

    @Test
    void whatACancelledBuildDidNotSayIsSaidByTheNext() throws IOException {
        URI one = write("one.rme", POPULATED);
        URI other = write("other.rme", POPULATED);
        Buildable build = scenarios.didChangeFiles(List.of(one, other), List.of());
        assertThrows(OperationCanceledException.class, () -> build.build(() -> !said.isEmpty()));
        assertEquals(List.of(List.of("FILE")), List.copyOf(said.values()));
        said.clear();
        write("guest.bin", "12345678");
        scenarios
                .didChangeFiles(scenarios.mentioning(Set.of("guest.bin")), List.of())
                .build(CancelIndicator.NullImpl);
        assertEquals(Map.of("one.rme", List.of(), "other.rme", List.of()), said);
    }

    @Test
    void buildThatIsCancelledAtOnceIsPartOfTheNext() throws IOException {
        Buildable build = scenarios.didOpen(write("one.rme", POPULATED), 1, POPULATED);
        assertThrows(OperationCanceledException.class, () -> build.build(() -> true));
        scenarios.didOpen(write("other.rme", POPULATED), 1, POPULATED).build(CancelIndicator.NullImpl);
        assertEquals(Map.of("one.rme", List.of("FILE"), "other.rme", List.of("FILE")), said);
    }

    @Test
    void fileThatVanishesWhileItIsCheckedLetsTheOthersBeChecked() throws IOException {
        URI one = write("one.rme", POPULATED);
        URI other = write("other.rme", POPULATED);
        scenarios.next = one;
        scenarios.didChangeFiles(List.of(one, other), List.of()).build(CancelIndicator.NullImpl);
        assertEquals(Map.of("one.rme", List.of(), "other.rme", List.of("FILE")), said);
    }

    private URI write(String name, String text) throws IOException {
        return URI.createFileURI(
                Files.writeString(directory.resolve(name), text).toString());
    }
}
