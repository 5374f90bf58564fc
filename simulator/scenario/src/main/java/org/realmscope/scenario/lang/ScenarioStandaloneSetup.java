package org.realmscope.scenario.lang;

/** Sets the language up outside of any platform; made from its generated half. */
public class ScenarioStandaloneSetup extends ScenarioStandaloneSetupGenerated {}
