package org.realmscope.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmscope bench NAME [--json OUT]}: measures one part and prints a table of its figures. */
@Command(
        name = "bench",
        description = "Measures NAME and prints a table of its figures.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What to measure.")
    private String name = "";

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the figures to OUT as one flat object.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        throw new UserError(UserError.Code.USAGE, "no benchmark is called " + name + (json == null ? "" : " " + json));
    }
}
