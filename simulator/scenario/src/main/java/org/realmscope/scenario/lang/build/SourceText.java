package org.realmscope.scenario.lang.build;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.util.LineAndColumn;
import org.realmscope.scenario.model.Position;

/**
 * Where elements of a syntax tree are written, and how.
 *
 * @param file as the user named it
 */
public record SourceText(String file) {
    public Position position(EObject element) {
        ICompositeNode node = NodeModelUtils.findActualNodeFor(element);
        LineAndColumn at = NodeModelUtils.getLineAndColumn(node, node.getOffset());
        return new Position(file, at.getLine(), at.getColumn());
    }

    /** The element's text in one line, without comments and without its body in braces. */
    public static String text(EObject element) {
        StringBuilder text = new StringBuilder();
        boolean space = false;
        for (ILeafNode leaf : NodeModelUtils.findActualNodeFor(element).getLeafNodes()) {
            if (leaf.isHidden()) {
                space = true;
            } else if (leaf.getText().equals("{")) {
                break;
            } else {
                text.append(space && !text.isEmpty() ? " " : "").append(leaf.getText());
                space = false;
            }
        }
        return text.toString();
    }
}
