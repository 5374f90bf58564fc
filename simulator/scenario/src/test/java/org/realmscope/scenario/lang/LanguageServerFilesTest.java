package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the language server says when files change that no editor shows. */
class LanguageServerFilesTest {
    private static final String MISTAKE = "host { behavior rfc }\nrealm r { slot ram 0 .. 1 MiB }";
    private static final String POPULATED = "realm r { slot ram 0 .. 1 MiB\n populate 0 from \"guest.bin\" }";

    private ServerProcess process;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        process = ServerProcess.start();
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setDidChangeWatchedFiles(new DidChangeWatchedFilesCapabilities(true));
        InitializeParams parameters = new InitializeParams();
        parameters.setCapabilities(new ClientCapabilities(workspace, null, null));
        process.server().initialize(parameters).get(ServerProcess.SECONDS, TimeUnit.SECONDS);
        process.server().initialized(new InitializedParams());
    }

    @AfterEach
    void end() throws Exception {
        assertEquals(0, process.end());
    }

    @Test
    void changesOfFilesAreAskedFor() throws Exception {
        assertEquals("workspace/didChangeWatchedFiles", process.client().registration());
    }

    @Test
    void scenarioThatIsNotOpenIsCheckedWhenItChanges() throws Exception {
        String uri = write("closed.rme", MISTAKE);
        changed(uri, FileChangeType.Created);
        awaitCodes(uri, "UNKNOWN_NAME");
        changed(write("closed.rme", MISTAKE.replace("behavior", "behaviour")), FileChangeType.Changed);
        awaitCodes(uri);
    }

    @Test
    void closedTextThatWasNotSavedIsForgotten() throws Exception {
        String uri = write("kept.rme", MISTAKE);
        open(uri, MISTAKE.replace("behavior", "behaviour"));
        awaitCodes(uri);
        close(uri);
        awaitCodes(uri, "UNKNOWN_NAME");
    }

    @Test
    void scenarioIsCheckedAgainWhenAFileThatItNamesComesAndGoes() throws Exception {
        String open = write("open.rme", POPULATED);
        String closed = write("closed.rme", POPULATED);
        open(open, POPULATED);
        awaitCodes(open, "FILE");
        changed(closed, FileChangeType.Created);
        awaitCodes(closed, "FILE");
        String file = write("guest.bin", "12345678");
        changed(file, FileChangeType.Created);
        awaitCodes(open);
        awaitCodes(closed);
        Files.delete(directory.resolve("guest.bin"));
        changed(file, FileChangeType.Deleted);
        awaitCodes(open, "FILE");
        awaitCodes(closed, "FILE");
    }

    @Test
    void directoryWithTheNameOfAScenarioIsNone() throws Exception {
        String uriOfDirectory = directory.resolve("directory.rme").toUri().toString();
        Files.createDirectory(directory.resolve("directory.rme"));
        changed(uriOfDirectory, FileChangeType.Created);
        String uri = write("there.rme", MISTAKE);
        open(uri, MISTAKE);
        awaitCodes(uri, "UNKNOWN_NAME");
    }

    @Test
    void scenarioThatVanishesKeepsNobodyWaiting() throws Exception {
        changed(directory.resolve("vanished.rme").toUri().toString(), FileChangeType.Created);
        String uri = write("there.rme", MISTAKE);
        open(uri, MISTAKE);
        awaitCodes(uri, "UNKNOWN_NAME");
    }

    @Test
    void openScenarioIsCheckedThoughNewsOfItsFileInterruptTheCheck() throws Exception {
        String uri = write("open.rme", MISTAKE);
        open(uri, MISTAKE);
        changed(uri, FileChangeType.Created);
        awaitCodes(uri, "UNKNOWN_NAME");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toUri().toString();
    }

    private void open(String uri, String text) {
        process.server()
                .getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "rme", 1, text)));
    }

    private void close(String uri) {
        process.server()
                .getTextDocumentService()
                .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
    }

    private void changed(String uri, FileChangeType how) {
        process.server()
                .getWorkspaceService()
                .didChangeWatchedFiles(new DidChangeWatchedFilesParams(List.of(new FileEvent(uri, how))));
    }

    private void awaitCodes(String uri, String... expected) throws InterruptedException {
        process.client().diagnostics(uri, said -> codes(said).equals(List.of(expected)));
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(Diagnostic::getCode)
                .map(code -> code.getLeft())
                .toList();
    }
}
