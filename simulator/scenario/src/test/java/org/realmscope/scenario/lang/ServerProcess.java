package org.realmscope.scenario.lang;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.realmscope.scenario.lang.ide.ScenarioLanguageServer;

/** The language server in a process of its own, over its standard input and output, as editors start it. */
final class ServerProcess {
    static final long SECONDS = 120;

    private final Process process;
    private final Client client = new Client();
    private final LanguageServer server;

    private ServerProcess(Process process) {
        this.process = process;
        Launcher<LanguageServer> launcher =
                LSPLauncher.createClientLauncher(client, process.getInputStream(), process.getOutputStream());
        Future<Void> unused = launcher.startListening();
        server = launcher.getRemoteProxy();
    }

    /** Main of the other process. */
    static final class Serve {
        private Serve() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.exit(ScenarioLanguageServer.serve(System.in, System.out));
        }
    }

    static ServerProcess start() throws IOException {
        return new ServerProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Serve.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    LanguageServer server() {
        return server;
    }

    Client client() {
        return client;
    }

    /** Ends it as the protocol says, and returns its exit code. */
    int end() throws Exception {
        server.shutdown().get(SECONDS, TimeUnit.SECONDS);
        server.exit();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end");
        }
        return process.exitValue();
    }

    /** Keeps what the server says about documents. */
    static final class Client implements LanguageClient {
        private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
        private final Map<String, List<Diagnostic>> latest = new HashMap<>();
        private final BlockingQueue<String> registered = new LinkedBlockingQueue<>();

        /** What the server says about {@code uri}, as soon as it says something. */
        List<Diagnostic> diagnostics(String uri) throws InterruptedException {
            return diagnostics(uri, said -> true);
        }

        /**
         * What the server says about {@code uri}, as soon as it is what is {@code wanted}. The server checks several
         * documents in any order, and one of them twice if it was interrupted.
         */
        List<Diagnostic> diagnostics(String uri, Predicate<List<Diagnostic>> wanted) throws InterruptedException {
            while (!latest.containsKey(uri) || !wanted.test(latest.get(uri))) {
                PublishDiagnosticsParams next = published.poll(SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("what the server says about " + uri + " remains " + latest.get(uri));
                }
                latest.put(next.getUri(), next.getDiagnostics());
            }
            return latest.get(uri);
        }

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
            published.add(diagnostics);
        }

        /** What the server asks to be told next. */
        String registration() throws InterruptedException {
            return String.valueOf(registered.poll(SECONDS, TimeUnit.SECONDS));
        }

        @Override
        public CompletableFuture<Void> registerCapability(RegistrationParams params) {
            params.getRegistrations().stream().map(Registration::getMethod).forEach(registered::add);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void telemetryEvent(Object object) {}

        @Override
        public void showMessage(MessageParams message) {}

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void logMessage(MessageParams message) {}
    }
}
