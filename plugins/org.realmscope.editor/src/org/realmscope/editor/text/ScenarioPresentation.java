package org.realmscope.editor.text;

/** Colours scenarios. */
public final class ScenarioPresentation extends SyntaxPresentation {
    public ScenarioPresentation() {
        super(Syntax.SCENARIO);
    }
}
