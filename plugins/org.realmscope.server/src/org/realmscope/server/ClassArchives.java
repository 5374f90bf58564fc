package org.realmscope.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/**
 * Makes the archive of the servers' classes in the background, once for an installation, and finds it. Nothing depends
 * on it: without one, servers take longer to start.
 */
public final class ClassArchives {
    /** Until what people are about to do first has begun, in milliseconds; and until a launch is over. */
    private static final long SOON = 3_000;

    private static final long LATER = 20_000;

    private static final long LIMIT_MINUTES = 5;
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);
    private static final String UNFINISHED = "unfinished";
    private static final int LAST_WORDS = 500;

    private final List<Path> directories;
    private final Job job = new Making();
    private volatile @Nullable Process process;
    private volatile boolean isGivenUp;

    /** @param directories where to keep archives, the first that can be written; they may be missing */
    public ClassArchives(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** Those of this plug-in; empty while it is not active. */
    public static Optional<ClassArchives> ofInstallation() {
        Bundle bundle = FrameworkUtil.getBundle(ClassArchives.class);
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        if (context == null) {
            return Optional.empty();
        }
        ServiceReference<ClassArchives> known = context.getServiceReference(ClassArchives.class);
        return known == null ? Optional.empty() : Optional.ofNullable(context.getService(known));
    }

    /**
     * The archive for the jars as they are, if there is one.
     *
     * @throws IOException if the jars cannot be read
     */
    public Optional<Path> current() throws IOException {
        String name = ClassArchive.of(ServerCommand.jars()).name();
        return directories.stream()
                .map(each -> each.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Somebody will want a server: the archive is made, if there is none, when nothing else is going on. */
    public void prepare() {
        if (job.getState() == Job.NONE && !isGivenUp) {
            job.schedule(SOON);
        }
    }

    /** The archive is made at once, if there is none. */
    public void make() {
        job.cancel();
        job.schedule();
    }

    /** Stops at once what is being done: a server starts, or the IDE ends. */
    public void makeWay() {
        job.cancel();
    }

    /** A server was started. */
    void started() {
        if (!isGivenUp) {
            job.schedule(LATER);
        }
    }

    /** The work in the background. */
    public Job job() {
        return job;
    }

    private final class Making extends Job {
        Making() {
            super("Preparing faster starts of Realmscope's servers");
            setSystem(true);
            setPriority(DECORATE);
        }

        @Override
        protected IStatus run(@Nullable IProgressMonitor monitor) {
            try {
                makeIfMissing(Objects.requireNonNull(monitor));
            } catch (IOException | UncheckedIOException e) {
                giveUp(e.getMessage(), e);
            }
            return Status.OK_STATUS;
        }

        @Override
        protected void canceling() {
            Process running = process;
            if (running != null) {
                kill(running);
            }
        }
    }

    private void giveUp(@Nullable String reason, @Nullable Throwable cause) {
        isGivenUp = true;
        ILog.of(ClassArchives.class)
                .warn("Realmscope's servers start without an archive of their classes: " + reason, cause);
    }

    private void makeIfMissing(IProgressMonitor monitor) throws IOException {
        if (current().isEmpty()) {
            ClassArchive archive = ClassArchive.of(ServerCommand.jars());
            Path directory = writableDirectory();
            Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
            try {
                Path made = unfinished.resolve(archive.name());
                rehearse(archive.format().making(made), made, monitor);
                if (Files.isRegularFile(made)
                        && !monitor.isCanceled()
                        && current().isEmpty()) {
                    Files.move(made, directory.resolve(archive.name()), StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                delete(unfinished);
            }
        }
        if (current().isPresent()) {
            removeOthers();
        }
    }

    private Path writableDirectory() throws IOException {
        IOException failure = new IOException("there is no directory for it");
        for (Path each : directories) {
            try {
                return Files.createDirectories(each).toRealPath();
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** Has a JVM use the classes, and write them into a file when it ends. */
    // The stream is the process's, which closes it when it ends.
    @SuppressWarnings("resource")
    private void rehearse(String option, Path made, IProgressMonitor monitor) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(ServerCommand.words(List.of(option), List.of("rehearse", "--while-input")));
        builder.environment().keySet().removeAll(ServerJvm.VARIABLES);
        Process started = builder.redirectErrorStream(true).start();
        process = started;
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                () -> kill(started), CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES));
        try {
            if (monitor.isCanceled()) {
                kill(started);
            }
            String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = started.onExit().join().exitValue();
            if (!monitor.isCanceled() && (code != 0 || !Files.isRegularFile(made))) {
                giveUp(
                        "the JVM has ended with exit code %d. %s"
                                .formatted(code, said.substring(Math.max(0, said.length() - LAST_WORDS))),
                        null);
            }
        } finally {
            limit.cancel(false);
            process = null;
            kill(started);
        }
    }

    /** With the JVM that it has started itself, to write what it has learnt. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Removes what is of other JVMs and jars, and what an IDE that has crashed was about to make. */
    private void removeOthers() throws IOException {
        String name = ClassArchive.of(ServerCommand.jars()).name();
        Instant old = Instant.now().minus(LEFT_BEHIND);
        for (Path directory : directories) {
            if (Files.isDirectory(directory) && Files.isWritable(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    for (Path each : files.toList()) {
                        String found = each.getFileName().toString();
                        boolean isOther = found.startsWith(ClassArchive.PREFIX) && !found.equals(name);
                        boolean isLeft = found.startsWith(UNFINISHED)
                                && Files.getLastModifiedTime(each).toInstant().isBefore(old);
                        if (isOther || isLeft) {
                            delete(each);
                        }
                    }
                }
            }
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
