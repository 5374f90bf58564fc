package org.realmscope.scenario.lang.ide;

import com.google.inject.Guice;
import com.google.inject.Injector;
import org.eclipse.xtext.util.Modules2;
import org.realmscope.scenario.lang.ScenarioRuntimeModule;
import org.realmscope.scenario.lang.ScenarioStandaloneSetup;

/** Sets the language up with what an editor needs. */
public class ScenarioIdeSetup extends ScenarioStandaloneSetup {
    @Override
    public Injector createInjector() {
        return Guice.createInjector(Modules2.mixin(new ScenarioRuntimeModule(), new ScenarioIdeModule()));
    }
}
