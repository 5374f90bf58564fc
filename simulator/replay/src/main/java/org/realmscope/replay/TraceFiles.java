package org.realmscope.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.realmscope.platform.UserError;

/** Finds trace files. */
public final class TraceFiles {
    private TraceFiles() {}

    /**
     * The files among {@code paths}, and the traces in the directories among them, each directory's sorted by name.
     *
     * @throws UserError if a path is neither, or there is no trace at all
     */
    public static List<Path> find(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addAll(path, files);
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new UserError(UserError.Code.FILE_UNREADABLE, path + ": there is no such file or directory");
            }
        }
        if (files.isEmpty()) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE, "no .jsonl or .jsonl.gz file is in the directories given");
        }
        return files;
    }

    private static void addAll(Path directory, List<Path> files) {
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.filter(Files::isRegularFile)
                    .filter(TraceFiles::isTrace)
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, directory + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean isTrace(Path file) {
        String name = file.toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }
}
