package org.realmscope.adapter.debuggee;

import java.nio.file.Path;
import org.eclipse.lsp4j.debug.Source;

/** Source files in the words of the protocol. */
public final class SourceText {
    private SourceText() {}

    /** The scenario. */
    public static Source scenario(Debuggee debuggee) {
        Path file = debuggee.code().file();
        Source source = new Source();
        source.setName(String.valueOf(file.getFileName()));
        source.setPath(file.toString());
        return source;
    }
}
