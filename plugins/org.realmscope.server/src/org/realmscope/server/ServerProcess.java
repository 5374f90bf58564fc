package org.realmscope.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;

/**
 * A server in a JVM of its own. It ends when its standard input does, so that none is left when the IDE goes, in
 * whatever way.
 */
public final class ServerProcess {
    /** How long a server may take to go when its input has ended, in seconds. */
    private static final long FAREWELL = 2;

    private static final int BUFFER = 4096;

    private final Process process;
    private final CompletableFuture<Void> errorsRead = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param errors takes what it writes to standard error, on a thread of its own
     * @throws IOException if the system refuses, or the plug-in is damaged
     */
    public static ServerProcess start(ServerCommand command, Consumer<String> errors) throws IOException {
        Optional<ClassArchives> archives = ClassArchives.ofInstallation();
        archives.ifPresent(ClassArchives::makeWay);
        ServerProcess started = new ServerProcess(command.process().start());
        archives.ifPresent(ClassArchives::started);
        Thread.ofPlatform()
                .name("Realmscope " + command.kind().subcommand() + ": errors")
                .daemon()
                .start(() -> started.read(errors));
        return started;
    }

    private void read(Consumer<String> errors) {
        char[] buffer = new char[BUFFER];
        try (Reader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            int count = reader.read(buffer);
            while (count >= 0) {
                errors.accept(new String(buffer, 0, count));
                count = reader.read(buffer);
            }
        } catch (IOException e) {
            // The system closes the stream of a process that is ended by force.
            ILog.of(ServerProcess.class).info("What a server wrote last to standard error is lost", e);
        } finally {
            errorsRead.complete(null);
        }
    }

    /** What it writes: the protocol. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** What it reads: the protocol. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** The system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when it has ended and everything that it wrote to standard error was taken. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenCombine(errorsRead, (over, read) -> over.exitValue());
    }

    /** Ends it: by the end of its input, and where that does not help by force. Returns at once. */
    public void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            ILog.of(ServerProcess.class).info("A server was gone first, or has not read what was sent last", e);
            process.destroy();
        }
        process.onExit().orTimeout(FAREWELL, TimeUnit.SECONDS).whenComplete((over, failure) -> {
            if (failure != null) {
                process.destroyForcibly();
            }
        });
    }
}
