package org.realmscope.editor.language;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;

/** A scenario that is open, as the language server knows it. */
public final class ScenarioDocument implements IDocumentListener {
    private final ScenarioLanguage language;
    private final IDocument document;
    private final Path path;
    private final Problems problems;
    private final List<Runnable> changes = new CopyOnWriteArrayList<>();
    private volatile Content content;
    private int users = 1;

    /**
     * A text and its number.
     *
     * @param version grows with every change
     */
    public record Content(int version, String text) {}

    ScenarioDocument(ScenarioLanguage language, ProblemMarkers markers, IDocument document, Path path) {
        this.language = language;
        this.document = document;
        this.path = path;
        content = new Content(1, document.get());
        problems = new Problems(this, markers);
        document.addDocumentListener(this);
    }

    /** The file of a document that a text editor has opened; null if it has none in the file system. */
    static @Nullable Path pathOf(IDocument document) {
        ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(document);
        return buffer == null || buffer.getFileStore() == null
                ? null
                : pathOf(buffer.getFileStore().toURI().toString());
    }

    /** The file that a server means; null if it is none. */
    @SuppressWarnings("unused")
    static @Nullable Path pathOf(String uri) {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }

    /** Whether its text is not that of its file. */
    boolean isUnsaved() {
        ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(document);
        return buffer != null && buffer.isDirty();
    }

    void use() {
        users++;
    }

    /** Ends one use. */
    boolean isUsedStill() {
        users--;
        return users > 0;
    }

    void dispose() {
        document.removeDocumentListener(this);
        problems.closed();
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        // What it was is of no interest.
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        Content next = new Content(content.version() + 1, document.get());
        content = next;
        language.changed(this, next.version(), next.text());
        changes.forEach(Runnable::run);
    }

    /** Calls back after each change, when the server has been told. */
    public void onChange(Runnable action) {
        changes.add(action);
    }

    /** Ends {@link #onChange}. */
    public void offChange(Runnable action) {
        changes.remove(action);
    }

    /** The text that the server has been told last. */
    public Content content() {
        return content;
    }

    /** What is wrong with it. */
    public Problems problems() {
        return problems;
    }

    /** What is edited. */
    public IDocument document() {
        return document;
    }

    ScenarioLanguage language() {
        return language;
    }

    /** Its file. */
    public Path path() {
        return path;
    }

    String uri() {
        return Objects.requireNonNull(path.toUri().toString());
    }

    /** By which questions name it. */
    public TextDocumentIdentifier identifier() {
        return new TextDocumentIdentifier(uri());
    }

    /** Where an offset is, in terms of the protocol. */
    public Position position(int offset) {
        return Places.position(document, offset);
    }

    /** Asks the server about it; see {@link ScenarioLanguage#ask}. */
    public <T> CompletableFuture<@Nullable T> ask(Function<TextDocumentService, CompletableFuture<T>> question) {
        return language.ask(question);
    }
}
