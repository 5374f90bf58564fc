package org.realmscope.debug.expression;

import java.util.ArrayList;
import java.util.List;

/** Finds the names that an expression asks its context for. */
final class NameCollector {
    private final List<Node.Name> names = new ArrayList<>();

    private NameCollector() {}

    /** The names, in the order of the text. */
    static List<Node.Name> names(Node root) {
        NameCollector collector = new NameCollector();
        collector.visit(root);
        return collector.names;
    }

    private void visit(Node node) {
        switch (node) {
            case Node.Name name -> names.add(name);
            case Node.Constant constant -> {}
            case Node.Register register -> {}
            case Node.SizeOfType type -> {}
            case Node.Unary unary -> visit(unary.operand());
            case Node.Binary binary -> visit(binary.left(), binary.right());
            case Node.Conditional choice -> {
                visit(choice.condition());
                visit(choice.then(), choice.otherwise());
            }
            case Node.MemberAccess access -> visit(access.operand());
            case Node.Element element -> visit(element.operand(), element.index());
            case Node.Cast cast -> visit(cast.operand());
            case Node.SizeOf sizeOf -> visit(sizeOf.operand());
            case Node.InSpace inSpace -> visit(inSpace.operand());
        }
    }

    private void visit(Node first, Node second) {
        visit(first);
        visit(second);
    }
}
