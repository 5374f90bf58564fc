package org.realmscope.ui.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;

/** A row of a tree with what is known of the rows below it; one without a row stands for those to come. */
final class Node<T> {
    final @Nullable Node<T> parent;
    final @Nullable T row;
    final int depth;
    final List<Node<T>> children = new ArrayList<>();
    /** Whether the first rows below it are there. */
    boolean loaded;

    boolean open;
    /** Where the rows below it go on; null at their end. */
    @Nullable
    Object next;

    Node(@Nullable Node<T> parent, @Nullable T row) {
        this.parent = parent;
        this.row = row;
        this.depth = parent == null ? -1 : parent.depth + 1;
    }

    /** Takes more rows. */
    void add(Batch<T> batch) {
        for (T added : batch.rows()) {
            children.add(new Node<>(this, added));
        }
        loaded = true;
        next = batch.next();
    }

    /** Adds what is shown below it, in order. */
    void flatten(List<Node<T>> flat) {
        for (Node<T> child : children) {
            flat.add(child);
            if (child.open) {
                child.flatten(flat);
            }
        }
        if (!loaded || next != null) {
            flat.add(new Node<>(this, null));
        }
    }

    /** Gives every row below it that was ever loaded. */
    void forEach(Consumer<Node<T>> taker) {
        for (Node<T> child : children) {
            taker.accept(child);
            child.forEach(taker);
        }
    }
}
