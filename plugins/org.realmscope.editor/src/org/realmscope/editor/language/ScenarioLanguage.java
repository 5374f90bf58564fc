package org.realmscope.editor.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.services.IDisposable;
import org.eclipse.ui.statushandlers.StatusManager;

/**
 * The language of scenarios in this workbench: a language server that is started when the first scenario is opened, and
 * the documents that it knows.
 *
 * <p>Everything that is said to the server is said on a thread of its own, one after the other: a server that does not
 * read holds nobody up.
 */
public final class ScenarioLanguage implements IDisposable {
    /** The content type of scenarios. */
    public static final String CONTENT_TYPE = "org.realmscope.editor.scenario";

    /** This plug-in. */
    public static final String PLUGIN = "org.realmscope.editor";

    private static final String LANGUAGE = "rme";
    private static final long ANSWER_SECONDS = 30;
    private static final int RESTARTS = 3;

    private final ExecutorService line = Executors.newSingleThreadExecutor(task -> Thread.ofPlatform()
            .daemon()
            .name("Realmscope language server: requests")
            .unstarted(task));

    private final ChangedFiles changes = new ChangedFiles(this::changed);
    private final ProblemMarkers markers = new ProblemMarkers();
    private final Map<IDocument, ScenarioDocument> documents = new LinkedHashMap<>();
    private volatile @Nullable LanguageConnection connection;
    private int deaths;
    private volatile boolean disposed;

    ScenarioLanguage() {
        ResourcesPlugin.getWorkspace().addResourceChangeListener(changes, IResourceChangeEvent.POST_CHANGE);
    }

    /** That of the running workbench. */
    public static ScenarioLanguage get() {
        return PlatformUI.getWorkbench().getService(ScenarioLanguage.class);
    }

    /** Whether the plug-in LSP4E is there, with which the server is registered: then it does all that is done here. */
    public static boolean isServedByLsp4e() {
        return Platform.getBundle("org.eclipse.lsp4e") != null;
    }

    /**
     * Makes a document known to the server; as often as this is done, {@link #close} has to be.
     *
     * @return null if it is no file, or if LSP4E serves it
     */
    public @Nullable ScenarioDocument open(IDocument document) {
        Path path = isServedByLsp4e() ? null : ScenarioDocument.pathOf(document);
        if (path == null) {
            return null;
        }
        ScenarioDocument opened;
        synchronized (documents) {
            opened = documents.get(document);
            if (opened != null) {
                opened.use();
                return opened;
            }
            opened = new ScenarioDocument(this, markers, document, path);
            documents.put(document, opened);
            if (!isRunning()) {
                deaths = 0;
            }
        }
        ScenarioDocument fresh = opened;
        tell(service -> service.didOpen(opening(fresh)));
        return opened;
    }

    /** Forgets a document when nobody uses it any more. */
    public void close(IDocument document) {
        ScenarioDocument closed;
        synchronized (documents) {
            closed = documents.get(document);
            if (closed == null || closed.isUsedStill()) {
                return;
            }
            documents.remove(document);
        }
        closed.dispose();
        tell(service -> service.didClose(new DidCloseTextDocumentParams(closed.identifier())));
    }

    /** The document that the server knows, if it does. */
    public Optional<ScenarioDocument> document(@Nullable IDocument document) {
        synchronized (documents) {
            return Optional.ofNullable(documents.get(document));
        }
    }

    /** The open document of a file. */
    public Optional<ScenarioDocument> document(Path path) {
        synchronized (documents) {
            return documents.values().stream()
                    .filter(each -> each.path().equals(path))
                    .findFirst();
        }
    }

    /** The process of the server, if it runs. */
    public Optional<ProcessHandle> process() {
        LanguageConnection current = connection;
        return current == null ? Optional.empty() : current.process();
    }

    private boolean isRunning() {
        return connection != null;
    }

    /** Says that a document has a new text. */
    void changed(ScenarioDocument document, int version, String text) {
        VersionedTextDocumentIdentifier identifier = new VersionedTextDocumentIdentifier(document.uri(), version);
        TextDocumentContentChangeEvent change = new TextDocumentContentChangeEvent(text);
        tell(service -> service.didChange(new DidChangeTextDocumentParams(identifier, List.of(change))));
    }

    /** Says that files have changed, if a server runs: one that is started later looks at all scenarios. */
    private void changed(List<FileEvent> files) {
        if (isRunning() && !disposed) {
            line.execute(() -> {
                LanguageConnection current = connection;
                if (current != null) {
                    current.changed(files);
                }
            });
        }
    }

    private static DidOpenTextDocumentParams opening(ScenarioDocument document) {
        ScenarioDocument.Content content = document.content();
        return new DidOpenTextDocumentParams(
                new TextDocumentItem(document.uri(), LANGUAGE, content.version(), content.text()));
    }

    private void tell(Consumer<TextDocumentService> notification) {
        if (!disposed) {
            line.execute(() -> {
                LanguageConnection current = connected();
                if (current != null) {
                    notification.accept(current.documents());
                }
            });
        }
    }

    /**
     * Asks the server.
     *
     * @param question is put on a thread of its own
     * @return completes on a thread of the protocol: with null where the server has no answer, exceptionally when it
     *     refuses, is gone, or has not answered within half a minute once it runs
     */
    public <T> CompletableFuture<@Nullable T> ask(Function<TextDocumentService, CompletableFuture<T>> question) {
        if (disposed) {
            return CompletableFuture.failedFuture(new IllegalStateException("The workbench is closing"));
        }
        return CompletableFuture.supplyAsync(() -> put(question), line).thenCompose(Function.identity());
    }

    private <T> CompletableFuture<T> put(Function<TextDocumentService, CompletableFuture<T>> question) {
        LanguageConnection current = connected();
        return current == null
                ? CompletableFuture.failedFuture(new IllegalStateException("No language server runs"))
                : question.apply(current.documents()).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** The connection, made if there is none; null if it cannot be. Only on the line's thread. */
    private @Nullable LanguageConnection connected() {
        LanguageConnection current = connection;
        if (current != null || disposed || deaths >= RESTARTS) {
            return current;
        }
        try {
            LanguageConnection made = LanguageConnection.start(this::published);
            connection = made;
            made.ended().thenAccept(exitCode -> line.execute(() -> died(made, exitCode)));
            line.execute(() -> made.changed(ChangedFiles.scenarios()));
            return made;
        } catch (LanguageConnection.NotStarted e) {
            deaths = RESTARTS;
            show(new Status(IStatus.ERROR, PLUGIN, String.valueOf(e.getMessage()), e.getCause()));
            return null;
        }
    }

    private void died(LanguageConnection dead, int exitCode) {
        if (disposed || connection != dead) {
            return;
        }
        connection = null;
        deaths++;
        String what = "The language server of scenarios has ended with exit code " + exitCode + ". ";
        if (deaths < RESTARTS) {
            show(Status.warning(what + "It has been started again." + dead.lastWords()));
            reopen();
        } else {
            show(Status.error(what + "It has done so " + deaths + " times and is not started again before the next "
                    + "scenario is opened." + dead.lastWords()));
        }
    }

    private void reopen() {
        List<ScenarioDocument> known;
        synchronized (documents) {
            known = new ArrayList<>(documents.values());
        }
        LanguageConnection current = connected();
        if (current != null) {
            known.forEach(each -> current.documents().didOpen(opening(each)));
        }
    }

    private void published(PublishDiagnosticsParams diagnostics) {
        Path path = ScenarioDocument.pathOf(diagnostics.getUri());
        if (path != null) {
            document(path)
                    .ifPresentOrElse(
                            open -> open.problems().found(diagnostics.getDiagnostics()),
                            () -> markers.show(path, null, diagnostics.getDiagnostics()));
        }
    }

    private static void show(IStatus status) {
        if (PlatformUI.isWorkbenchRunning()) {
            StatusManager.getManager().handle(status, StatusManager.SHOW | StatusManager.LOG);
        }
    }

    /** Writes a failure of a question into the log, unless the text was changed meanwhile: then it is asked anew. */
    public static void log(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof ResponseErrorException refusal
                && refusal.getResponseError().getCode() == ResponseErrorCode.RequestCancelled.getValue()) {
            return;
        }
        ILog.of(ScenarioLanguage.class).warn("A question to the language server has had no answer", cause);
    }

    @Override
    public void dispose() {
        disposed = true;
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(changes);
        LanguageConnection current = connection;
        connection = null;
        if (current != null) {
            current.stop();
        }
        line.shutdown();
    }
}
