package org.realmscope.scenario.lang.ide;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.emf.common.util.URI;
import org.eclipse.lsp4j.DeclarationParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.BuildManager;
import org.eclipse.xtext.ide.server.ILanguageServerShutdownAndExitHandler;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.eclipse.xtext.ide.server.ServerModule;
import org.eclipse.xtext.ide.server.WorkspaceManager;

/** The language server: LSP over two streams, for any editor. */
public final class ScenarioLanguageServer {
    private static final int EXIT_WITHOUT_SHUTDOWN = 1;
    private static final String SCENARIOS = "rme";

    private ScenarioLanguageServer() {}

    /**
     * Serves one client until it says {@code exit} or closes its stream.
     *
     * @return exit code of LSP: 0 if {@code shutdown} came before the end, else 1
     */
    public static int serve(InputStream in, OutputStream out) throws InterruptedException {
        Ending ending = new Ending();
        Server server = injector(ending).getInstance(Server.class);
        Launcher<LanguageClient> launcher = new Launcher.Builder<LanguageClient>()
                .setLocalService(server)
                .setRemoteInterface(LanguageClient.class)
                .setInput(in)
                .setOutput(out)
                .create();
        server.connect(launcher.getRemoteProxy());
        Future<Void> listening = launcher.startListening();
        ending.whenItComes(() -> listening.cancel(true));
        try {
            listening.get();
        } catch (CancellationException exit) {
            return ending.code();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return ending.code();
    }

    private static Injector injector(Ending ending) {
        return Guice.createInjector(Modules.override(new ServerModule()).with(binder -> {
            binder.bind(ILanguageServerShutdownAndExitHandler.class).toInstance(ending);
            binder.bind(WorkspaceManager.class).to(OpenScenarios.class);
            binder.bind(BuildManager.class).to(Builds.class);
        }));
    }

    /** Remembers what the client said at the end. */
    private static final class Ending implements ILanguageServerShutdownAndExitHandler {
        private final CompletableFuture<Void> exit = new CompletableFuture<>();
        private volatile boolean orderly;

        @Override
        public void shutdown() {
            orderly = true;
        }

        @Override
        public void exit() {
            exit.complete(null);
        }

        void whenItComes(Runnable action) {
            CompletableFuture<Void> unused = exit.thenRun(action);
        }

        int code() {
            return orderly ? 0 : EXIT_WITHOUT_SHUTDOWN;
        }
    }

    /**
     * An editor that has one file open names no directory, and Xtext needs one. What declares a name here also defines
     * it, so that editors may ask for either. Scenarios name files, which are watched where the editor can do that.
     */
    private static final class Server extends LanguageServerImpl {
        private static final String WATCHED = "workspace/didChangeWatchedFiles";

        @Override
        public void initialized(InitializedParams parameters) {
            super.initialized(parameters);
            if (canWatch(getLanguageServerAccess().getInitializeParams())) {
                var everything = new DidChangeWatchedFilesRegistrationOptions(
                        List.of(new FileSystemWatcher(Either.forLeft("**/*"))));
                CompletableFuture<Void> unused = getLanguageClient()
                        .registerCapability(new RegistrationParams(
                                List.of(new Registration("realmscope.files", WATCHED, everything))));
            }
        }

        private static boolean canWatch(InitializeParams parameters) {
            WorkspaceClientCapabilities workspace = parameters.getCapabilities() == null
                    ? null
                    : parameters.getCapabilities().getWorkspace();
            return workspace != null
                    && workspace.getDidChangeWatchedFiles() != null
                    && Boolean.TRUE.equals(workspace.getDidChangeWatchedFiles().getDynamicRegistration());
        }

        @Override
        protected BuildManager.Buildable toBuildable(DidChangeWatchedFilesParams parameters) {
            OpenScenarios scenarios = (OpenScenarios) getWorkspaceManager();
            Set<URI> dirty = new LinkedHashSet<>();
            Set<URI> deleted = new LinkedHashSet<>();
            Set<String> others = new LinkedHashSet<>();
            for (FileEvent event : parameters.getChanges()) {
                URI uri = getURI(new TextDocumentIdentifier(event.getUri()));
                if (uri.hasTrailingPathSeparator()) {
                    continue; // directories say nothing themselves
                }
                if (!SCENARIOS.equals(uri.fileExtension())) {
                    others.add(String.valueOf(uri.lastSegment()));
                } else if (!scenarios.isDocumentOpen(uri)) {
                    (event.getType() == FileChangeType.Deleted ? deleted : dirty).add(uri);
                }
            }
            dirty.addAll(scenarios.mentioning(others));
            dirty.removeAll(deleted);
            // Though nothing else be dirty: these news have interrupted a build, and what it left is done by this one.
            return scenarios.didChangeFiles(List.copyOf(dirty), List.copyOf(deleted));
        }

        @Override
        protected ServerCapabilities createServerCapabilities(InitializeParams parameters) {
            ServerCapabilities capabilities = super.createServerCapabilities(parameters);
            capabilities.setDeclarationProvider(true);
            capabilities.setFoldingRangeProvider(true); // Xtext has it, and does not say so
            return capabilities;
        }

        @Override
        public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> declaration(
                DeclarationParams parameters) {
            return definition(new DefinitionParams(parameters.getTextDocument(), parameters.getPosition()));
        }

        @Override
        public CompletableFuture<InitializeResult> initialize(InitializeParams parameters) {
            return super.initialize(withRoot(parameters));
        }

        @SuppressWarnings("deprecation") // rootUri is what Xtext reads
        private static InitializeParams withRoot(InitializeParams parameters) {
            if (parameters.getRootUri() != null) {
                return parameters;
            }
            if (parameters.getWorkspaceFolders() != null
                    && !parameters.getWorkspaceFolders().isEmpty()) {
                parameters.setRootUri(
                        parameters.getWorkspaceFolders().getFirst().getUri());
                return parameters;
            }
            try {
                Path none = Files.createTempDirectory("realmscope");
                none.toFile().deleteOnExit();
                parameters.setRootUri(none.toUri().toString());
            } catch (IOException noTemporaryDirectory) {
                throw new UncheckedIOException(noTemporaryDirectory);
            }
            return parameters;
        }
    }
}
