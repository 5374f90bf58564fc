package org.realmscope.scenario.lang;

import org.eclipse.xtext.conversion.IValueConverterService;
import org.eclipse.xtext.linking.ILinkingDiagnosticMessageProvider;
import org.eclipse.xtext.parser.antlr.ISyntaxErrorMessageProvider;
import org.eclipse.xtext.validation.IResourceValidator;
import org.realmscope.scenario.lang.conversion.SyntaxErrorMessages;
import org.realmscope.scenario.lang.conversion.ValueConverters;
import org.realmscope.scenario.lang.scoping.LinkingErrorMessages;
import org.realmscope.scenario.lang.validation.CausesOnly;

/** What of Xtext is replaced in the language without an editor. Found by reflection, by the names of its methods. */
public class ScenarioRuntimeModule extends AbstractScenarioRuntimeModule {
    @Override
    public Class<? extends IValueConverterService> bindIValueConverterService() {
        return ValueConverters.class;
    }

    public Class<? extends IResourceValidator> bindIResourceValidator() {
        return CausesOnly.class;
    }

    public Class<? extends ISyntaxErrorMessageProvider> bindISyntaxErrorMessageProvider() {
        return SyntaxErrorMessages.class;
    }

    public Class<? extends ILinkingDiagnosticMessageProvider.Extended> bindLinkingDiagnosticMessageProvider() {
        return LinkingErrorMessages.class;
    }
}
