package org.realmscope.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The modules of {@code docs/architecture.md}, what each may import, and the compiled classes they have today. */
final class Modules {
    /** Root of every package of ours. */
    static final String ROOT = "org.realmscope";

    /** The simulated machine: everything that takes part in a run and so must be deterministic. */
    static final List<String> SIMULATED_MACHINE = List.of("abi", "platform", "a64", "rmm", "machine");

    /** Module to the modules that it may import. */
    static final Map<String, Set<String>> ALLOWED_IMPORTS = Map.ofEntries(
            Map.entry("abi", Set.of()),
            Map.entry("platform", Set.of("abi")),
            Map.entry("a64", Set.of("platform")),
            Map.entry("rmm", Set.of("platform", "abi")),
            Map.entry("host-kvm", Set.of()),
            Map.entry("machine", Set.of("platform", "abi", "a64", "rmm", "host-kvm")),
            Map.entry("debug", Set.of("machine", "platform", "abi", "a64", "rmm")),
            Map.entry("scenario", Set.of("machine", "platform", "abi", "a64")),
            Map.entry("protocol", Set.of()),
            // Of machine, platform and abi values, names and errors only; ModuleImportsTest holds that.
            Map.entry("adapter", Set.of("debug", "scenario", "protocol", "machine", "platform", "abi")),
            Map.entry(
                    "replay",
                    Set.of("abi", "platform", "a64", "rmm", "host-kvm", "machine", "debug", "scenario", "protocol")),
            Map.entry(
                    "bench",
                    Set.of("abi", "platform", "a64", "rmm", "host-kvm", "machine", "debug", "scenario", "protocol")),
            Map.entry(
                    "cli",
                    Set.of(
                            "abi",
                            "platform",
                            "a64",
                            "rmm",
                            "host-kvm",
                            "machine",
                            "debug",
                            "scenario",
                            "protocol",
                            "adapter",
                            "replay",
                            "bench")));

    /** Module to the packages outside the JDK and ours that it may import. */
    static final Map<String, Set<String>> ALLOWED_LIBRARIES = Map.of(
            "scenario",
                    Set.of(
                            "org.eclipse.xtext..",
                            "org.eclipse.emf..",
                            "org.eclipse.lsp4j..",
                            "com.google.inject..",
                            "com.google.common..",
                            "com.google.gson..",
                            "org.antlr.."),
            "rmm", Set.of("com.upokecenter.cbor..", "org.bouncycastle.."),
            "protocol", Set.of("org.eclipse.lsp4j..", "com.google.gson.."),
            "adapter", Set.of("org.eclipse.lsp4j..", "com.google.gson.."),
            "replay", Set.of("com.google.gson.."),
            "bench", Set.of("org.openjdk.jmh.."),
            "cli", Set.of("picocli.."));

    /** What is generated from the grammar of scenarios, beside what is written by hand. */
    private static final Pattern GENERATED =
            Pattern.compile(".*/scenario/lang/((syntax|parser|services|serializer|ide/contentassist)/.*"
                    + "|(\\w+/)?Abstract\\w+\\.class|\\w+Generated\\.class)");

    /** Modules of the build that have no classes of their own: these tests, and what generates sources. */
    private static final Set<String> WITHOUT_CLASSES = Set.of("architecture-tests", "scenario-generator");

    /** Every main class of ours on the class path of this test. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .withImportOption(location -> !location.matches(GENERATED))
            .importPackages(ROOT);

    private Modules() {}

    /** The package of a module, with its sub-packages, as an ArchUnit package pattern. */
    static String packageOf(String module) {
        return ROOT + "." + module.replace("-", "") + "..";
    }

    /** The modules with classes that the simulator's build has. */
    static List<String> built() throws IOException {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(directory().resolve("pom.xml")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !WITHOUT_CLASSES.contains(name))
                .toList();
    }

    /** The {@code simulator} directory; tests run in their own module's directory. */
    static Path directory() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
