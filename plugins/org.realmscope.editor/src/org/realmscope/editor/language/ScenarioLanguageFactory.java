package org.realmscope.editor.language;

import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;

/** Makes the {@link ScenarioLanguage} of the workbench, which its windows and parts share. */
public final class ScenarioLanguageFactory extends AbstractServiceFactory {
    @SuppressWarnings({"rawtypes", "unchecked"})
    @Override
    public Object create(Class serviceInterface, IServiceLocator parentLocator, IServiceLocator locator) {
        Object shared = parentLocator.getService(serviceInterface);
        return shared == null ? new ScenarioLanguage() : shared;
    }
}
