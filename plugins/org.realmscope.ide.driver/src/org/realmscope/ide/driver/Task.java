package org.realmscope.ide.driver;

import java.io.IOException;
import java.io.PrintStream;
import org.eclipse.core.runtime.CoreException;

/** Something that a script wants done in the workbench; it runs on a thread that is not the UI's. */
interface Task {
    /** Does it, and prints what it finds. */
    void run(Desktop desktop, PrintStream out) throws CoreException, IOException;
}
