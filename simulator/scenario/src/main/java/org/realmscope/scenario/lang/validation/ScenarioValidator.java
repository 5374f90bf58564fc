package org.realmscope.scenario.lang.validation;

import org.eclipse.xtext.validation.ComposedChecks;

/** All checks of a scenario beyond its syntax. */
@ComposedChecks(
        validators = {
            SettingChecks.class,
            RealmChecks.class,
            HostChecks.class,
            ContentChecks.class,
            StepChecks.class,
            PlaceChecks.class,
            OutcomeChecks.class,
            ActionChecks.class,
            RmiChecks.class,
            ExpectationChecks.class
        })
public class ScenarioValidator extends AbstractScenarioValidator {}
