package org.realmscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.replay.Mismatch;
import org.realmscope.replay.TraceFiles;
import org.realmscope.replay.TraceReplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope rmm-replay FILE|DIR...}: replays conformance traces on the built-in RMM. */
@Command(
        name = "rmm-replay",
        description = {
            "Replays conformance traces (.jsonl, .jsonl.gz) on the built-in RMM, each on a fresh machine, in the",
            "profile tf-rmm-rel0, and compares everything that they recorded."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every trace matches", "1:a trace does not match", "2:a file cannot be read"})
final class RmmReplayCommand implements Callable<Integer> {
    private static final int EXIT_MISMATCH = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Traces, or directories with traces.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files = TraceFiles.find(paths);
        int matched = 0;
        for (Path file : files) {
            @Nullable Mismatch mismatch = replay(file);
            matched += mismatch == null ? 1 : 0;
            out.println(file + ": " + (mismatch == null ? "ok" : mismatch));
            out.flush();
        }
        out.println(matched + " of " + files.size() + " traces match");
        out.flush();
        return matched == files.size() ? 0 : EXIT_MISMATCH;
    }

    private static @Nullable Mismatch replay(Path file) {
        try {
            return TraceReplay.replay(file);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, file + " cannot be read: " + e.getMessage());
        }
    }
}
