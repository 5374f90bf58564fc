package org.realmscope.editor.tests;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.AfterEach;

/** Files in editors, which are closed when a test is over. */
abstract class OpenedFiles {
    private final List<OpenScenario> open = new ArrayList<>();

    /** Opens a text as a scenario. */
    final OpenScenario open(String text) throws CoreException {
        return opened(OpenScenario.with(text));
    }

    /** Opens a text as a file of that name. */
    final OpenScenario open(String name, String text) throws CoreException {
        return opened(OpenScenario.in(name, text));
    }

    private OpenScenario opened(OpenScenario file) {
        open.add(file);
        return file;
    }

    @AfterEach
    void close() {
        open.forEach(OpenScenario::close);
    }
}
