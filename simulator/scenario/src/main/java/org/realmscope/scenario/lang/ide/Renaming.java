package org.realmscope.scenario.lang.ide;

import com.google.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.ide.server.rename.RenameService2;
import org.realmscope.scenario.lang.services.ScenarioGrammarAccess;

/** Renames to what can be a name: anything else would leave a text that is no scenario. */
public class Renaming extends RenameService2 {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private final Set<String> words;

    @Inject
    Renaming(ScenarioGrammarAccess grammar) {
        words = new HashSet<>(GrammarUtil.getAllKeywords(grammar.getGrammar()));
        GrammarUtil.containedKeywords(grammar.getNameRule()).forEach(keyword -> words.remove(keyword.getValue()));
    }

    @Override
    public WorkspaceEdit rename(Options options) {
        String name = options.getRenameParams().getNewName();
        if (words.contains(name)) {
            throw refused("'" + name + "' is a word of the language and cannot be a name");
        }
        if (!IDENTIFIER.matcher(name).matches()) {
            throw refused("'" + name + "' is no name: a name begins with a letter or _, followed by letters, digits"
                    + " and _");
        }
        if (!isName(options)) {
            throw refused("there is no name here that could be changed");
        }
        return super.rename(options);
    }

    private boolean isName(Options options) {
        RenameParams rename = options.getRenameParams();
        return options.getLanguageServerAccess()
                        .doRead(
                                rename.getTextDocument().getUri(),
                                context -> doPrepareRename(
                                        context.getResource(),
                                        context.getDocument(),
                                        new PrepareRenameParams(rename.getTextDocument(), rename.getPosition()),
                                        options.getCancelIndicator()))
                        .join()
                != null;
    }

    private static ResponseErrorException refused(String why) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, why, null));
    }
}
