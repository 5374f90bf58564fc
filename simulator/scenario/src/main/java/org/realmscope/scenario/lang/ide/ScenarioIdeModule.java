package org.realmscope.scenario.lang.ide;

import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.ide.server.codeActions.ICodeActionService2;
import org.eclipse.xtext.ide.server.formatting.FormattingService;
import org.eclipse.xtext.ide.server.hover.IHoverService;
import org.eclipse.xtext.ide.server.rename.IRenameService2;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolDetailsProvider;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolKindProvider;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolNameProvider;

/** What of Xtext's editor support is replaced. Found by reflection, by the names of its methods. */
public class ScenarioIdeModule extends AbstractScenarioIdeModule {
    public Class<? extends IdeContentProposalProvider> bindIdeContentProposalProvider() {
        return ScenarioProposals.class;
    }

    public Class<? extends IHoverService> bindIHoverService() {
        return ScenarioHover.class;
    }

    public Class<? extends FormattingService> bindFormattingService() {
        return RangeFormatting.class;
    }

    @Override
    public Class<? extends IRenameService2> bindIRenameService2() {
        return Renaming.class;
    }

    public Class<? extends ICodeActionService2> bindICodeActionService2() {
        return QuickFixes.class;
    }

    public Class<? extends DocumentSymbolNameProvider> bindDocumentSymbolNameProvider() {
        return Outline.Names.class;
    }

    public Class<? extends DocumentSymbolDetailsProvider> bindDocumentSymbolDetailsProvider() {
        return Outline.Details.class;
    }

    public Class<? extends DocumentSymbolKindProvider> bindDocumentSymbolKindProvider() {
        return Outline.Kinds.class;
    }
}
