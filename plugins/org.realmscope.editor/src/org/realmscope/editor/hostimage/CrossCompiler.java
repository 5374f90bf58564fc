package org.realmscope.editor.hostimage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.realmscope.editor.language.ScenarioLanguage;

/**
 * A GCC for AArch64.
 *
 * @param prefix of its programs' names, with their directory where it is not one of the search path; as the Makefile's
 *     {@code CROSS_COMPILE}
 */
public record CrossCompiler(String prefix) {
    /** The preference with a prefix; the usual ones are looked for where it is empty. */
    public static final String PREFERENCE = "hostImage.crossCompile";

    /**
     * As Linux distributions, Arm's own downloads and Homebrew name theirs; the first is the one of the committed
     * image.
     */
    private static final List<String> USUAL = List.of(
            "aarch64-linux-gnu-",
            "aarch64-none-linux-gnu-",
            "aarch64-none-elf-",
            "aarch64-unknown-linux-gnu-",
            "aarch64-elf-");

    private static final String MISSING = "The host image is not built: no GCC for AArch64 is in the search path"
            + " (aarch64-linux-gnu-gcc, for example). Install one (Debian, Ubuntu and Fedora:"
            + " package gcc-aarch64-linux-gnu), or set its prefix in Preferences > Realm Scenarios,"
            + " and build the project again.";
    private static final String MISSING_CONFIGURED =
            "The host image is not built: %sgcc, set in Preferences > Realm Scenarios, is no program. Correct the"
                    + " prefix, or leave it empty for one of the search path, and build the project again.";

    /** Whether a host image can be built here. */
    public static boolean isThere() {
        return find(configured(), searchPath()).isPresent() && isProgram("make", searchPath());
    }

    /** Where the system looks for programs. */
    static String searchPath() {
        return System.getenv().getOrDefault("PATH", "");
    }

    /** The prefix that the preference has; empty for none. */
    static String configured() {
        return Platform.getPreferencesService()
                .getString(ScenarioLanguage.PLUGIN, PREFERENCE, "", null)
                .strip();
    }

    /**
     * Finds one.
     *
     * @param configured the only prefix that is looked for; empty for the usual ones
     * @param searchPath directories, separated as in {@code PATH}
     */
    public static Optional<CrossCompiler> find(String configured, String searchPath) {
        Stream<String> prefixes = configured.isEmpty() ? USUAL.stream() : Stream.of(configured);
        return prefixes.filter(each -> isProgram(each + "gcc", searchPath))
                .findFirst()
                .map(CrossCompiler::new);
    }

    /** What to do where there is none. */
    static String missing(String configured) {
        return configured.isEmpty() ? MISSING : MISSING_CONFIGURED.formatted(configured);
    }

    /** Whether there is a program of that name, or at that path. */
    static boolean isProgram(String name, String searchPath) {
        Stream<Path> places = name.contains("/") || name.contains(File.separator)
                ? Stream.of(Path.of(name))
                : Arrays.stream(searchPath.split(File.pathSeparator))
                        .filter(each -> !each.isEmpty())
                        .map(each -> Path.of(each, name));
        return places.flatMap(each -> Stream.of(each, Path.of(each + ".exe")))
                .anyMatch(each -> Files.isRegularFile(each) && Files.isExecutable(each));
    }
}
