package org.realmscope.editor.language;

import java.util.List;
import org.eclipse.core.runtime.Platform;

/** Preferences of the language server. */
public final class LanguagePreferences {
    /** The preference with arguments for the server's JVM, separated by blanks. */
    public static final String JVM_ARGUMENTS = "languageServer.jvmArguments";

    private LanguagePreferences() {
        // Functions only.
    }

    /** The arguments for the server's JVM. */
    static List<String> jvmArguments() {
        String arguments = Platform.getPreferencesService()
                .getString(ScenarioLanguage.PLUGIN, JVM_ARGUMENTS, "", null)
                .strip();
        return arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s+"));
    }
}
