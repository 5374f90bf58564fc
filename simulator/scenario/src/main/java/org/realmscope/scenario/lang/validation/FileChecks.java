package org.realmscope.scenario.lang.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.TextValue;

/**
 * Files that a scenario names.
 *
 * @param checks to which problems are told
 */
record FileChecks(Checks checks) {
    /** An image of the RMM or the host. */
    void image(TextValue value) {
        size(value.getText(), value, SyntaxPackage.Literals.TEXT_VALUE__TEXT);
    }

    /** Bytes of a file; none, without a word, if it cannot be read. */
    static OptionalLong size(String name, EObject at) {
        try {
            Optional<Path> file = Checks.directory(at).map(directory -> directory.resolve(name));
            return file.isPresent() && Files.isRegularFile(file.get())
                    ? OptionalLong.of(Files.size(file.get()))
                    : OptionalLong.empty();
        } catch (InvalidPathException | IOException unusable) {
            return OptionalLong.empty();
        }
    }

    /** Bytes of a file that can be read; says what is wrong otherwise. */
    OptionalLong size(@Nullable String name, EObject at, EStructuralFeature feature) {
        Optional<Path> directory = Checks.directory(at);
        if (name == null || directory.isEmpty()) {
            return OptionalLong.empty();
        }
        if (name.isBlank()) {
            checks.problem(ProblemCode.FILE, "the name of a file is empty", at, feature);
            return OptionalLong.empty();
        }
        try {
            Path file = directory.get().resolve(name);
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                String what = Files.isDirectory(file) ? "is a directory" : "does not exist or cannot be read";
                checks.problem(
                        ProblemCode.FILE,
                        "file '" + name + "' " + what + "; names are relative to the scenario's directory",
                        at,
                        feature);
                return OptionalLong.empty();
            }
            return OptionalLong.of(Files.size(file));
        } catch (InvalidPathException | IOException unusable) {
            checks.problem(
                    ProblemCode.FILE, "file '" + name + "' cannot be read: " + unusable.getMessage(), at, feature);
            return OptionalLong.empty();
        }
    }
}
