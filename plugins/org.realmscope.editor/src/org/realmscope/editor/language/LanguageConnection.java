package org.realmscope.editor.language;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeActionCapabilities;
import org.eclipse.lsp4j.CodeActionKindCapabilities;
import org.eclipse.lsp4j.CodeActionLiteralSupportCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RenameCapabilities;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.realmscope.server.ServerCommand;
import org.realmscope.server.ServerKind;
import org.realmscope.server.ServerProcess;

/** One process of the language server, from its start to its end. */
final class LanguageConnection {
    private static final long START_SECONDS = 60;
    private static final long FAREWELL_SECONDS = 2;
    private static final int LAST_WORDS = 2000;

    private final ServerProcess process;
    private final LanguageServer server;
    private final StringBuffer errors;

    private LanguageConnection(ServerProcess process, LanguageServer server, StringBuffer errors) {
        this.process = process;
        this.server = server;
        this.errors = errors;
    }

    /** A server could not be started; the message is for people. */
    static final class NotStarted extends Exception {
        private static final long serialVersionUID = 1;

        NotStarted(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Starts a server, and waits until it can be asked.
     *
     * @param problems takes what is wrong with documents, on a thread of the protocol
     */
    // The streams are the process's, which closes them when it ends; the threads end with it too.
    @SuppressWarnings("resource")
    static LanguageConnection start(Consumer<PublishDiagnosticsParams> problems) throws NotStarted {
        StringBuffer errors = new StringBuffer();
        ServerProcess process;
        try {
            process = ServerProcess.start(command(), text -> keep(errors, text));
        } catch (IOException e) {
            throw new NotStarted("The language server of scenarios cannot be started: " + e.getMessage(), e);
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> Thread.ofPlatform()
                .daemon()
                .name("Realmscope language server: answers")
                .unstarted(task));
        Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(
                new Client(problems), process.output(), process.input(), threads, each -> each);
        launcher.startListening();
        LanguageConnection made = new LanguageConnection(process, launcher.getRemoteProxy(), errors);
        process.ended().thenRun(threads::shutdown);
        made.introduce();
        return made;
    }

    private static ServerCommand command() {
        return new ServerCommand(
                ServerKind.LANGUAGE_SERVER, List.of(), LanguagePreferences.jvmArguments(), Map.of(), null);
    }

    private static void keep(StringBuffer errors, String text) {
        errors.append(text);
        if (errors.length() > LAST_WORDS) {
            errors.delete(0, errors.length() - LAST_WORDS);
        }
    }

    private void introduce() throws NotStarted {
        InitializeParams params = new InitializeParams();
        params.setProcessId((int) ProcessHandle.current().pid());
        params.setCapabilities(capabilities());
        try {
            server.initialize(params).get(START_SECONDS, TimeUnit.SECONDS);
            server.initialized(new InitializedParams());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notStarted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw notStarted(e);
        }
    }

    private NotStarted notStarted(Throwable cause) {
        process.stop();
        return new NotStarted(
                "The language server of scenarios has been started but does not answer." + lastWords(), cause);
    }

    private static ClientCapabilities capabilities() {
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        DocumentSymbolCapabilities symbols = new DocumentSymbolCapabilities();
        symbols.setHierarchicalDocumentSymbolSupport(true);
        text.setDocumentSymbol(symbols);
        CodeActionCapabilities actions = new CodeActionCapabilities(false);
        actions.setCodeActionLiteralSupport(
                new CodeActionLiteralSupportCapabilities(new CodeActionKindCapabilities(List.of("quickfix"))));
        text.setCodeAction(actions);
        text.setRename(new RenameCapabilities(true, false));
        return new ClientCapabilities(new WorkspaceClientCapabilities(), text, null, null);
    }

    TextDocumentService documents() {
        return server.getTextDocumentService();
    }

    /** Says which files have come, changed and gone. */
    void changed(List<FileEvent> files) {
        server.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(files));
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(process.pid());
    }

    /** Completes with the exit code. */
    CompletableFuture<Integer> ended() {
        return process.ended();
    }

    /** What it has written to standard error last, on lines of its own; empty if nothing. */
    String lastWords() {
        return errors.isEmpty() ? "" : "\n\n" + errors.toString().strip();
    }

    /** Asks it to go, and sees to it that it does. Returns at once. */
    void stop() {
        server.shutdown().orTimeout(FAREWELL_SECONDS, TimeUnit.SECONDS).whenComplete((over, failure) -> {
            server.exit();
            process.stop();
        });
    }

    /** What the server says unasked. */
    private record Client(Consumer<PublishDiagnosticsParams> problems) implements LanguageClient {
        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
            problems.accept(diagnostics);
        }

        @Override
        public void showMessage(MessageParams message) {
            logMessage(message);
        }

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            logMessage(request);
            return new CompletableFuture<>();
        }

        @Override
        public void logMessage(MessageParams message) {
            ILog.of(LanguageConnection.class).info(message.getMessage());
        }

        @Override
        public void telemetryEvent(Object event) {
            // Nobody is interested.
        }
    }
}
