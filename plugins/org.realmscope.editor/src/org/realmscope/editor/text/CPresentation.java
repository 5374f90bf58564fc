package org.realmscope.editor.text;

/** Colours C sources. */
public final class CPresentation extends SyntaxPresentation {
    public CPresentation() {
        super(Syntax.C);
    }
}
