package org.realmscope.ui.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.grid.GridModel;

/**
 * The rows of a {@link TreeSource} that are not hidden in closed ones. Rows below a row are fetched when it is opened,
 * the following ones of a long list when its end comes into sight. {@link #refresh} reads anew what is open and then
 * shows it at once, so that nothing flickers and what has changed can be told.
 *
 * @param <T> a row
 */
public final class TreeRows<T> implements GridModel<T> {
    private final Executor ui;
    private final Consumer<Throwable> failures;
    private final Map<Object, @Nullable Boolean> choices = new HashMap<>();
    private final Map<Object, @Nullable T> before = new HashMap<>();
    private Runnable listener = () -> {
        // Nobody listens yet.
    };
    private TreeSource<T> source;
    private Node<T> root = new Node<>(null, null);
    private List<Node<T>> flat = List.of();
    private TreeLoad<T> load;
    private CompletableFuture<Void> reading = CompletableFuture.allOf();
    private boolean comparable;
    private boolean elsewhere;

    /** What the rows of a refresh are to those before. */
    public enum Since {
        /** Those of the next stop of the same machine: differences are changes. */
        STOP,
        /** The same ones, seen differently; what has changed stays as it is. */
        SAME,
        /** Those of a moment of the same session, where nothing is marked; what is open stays. */
        MOMENT,
        /** Those of the machine again, which stands where it stood before a moment was shown: as they were. */
        BACK,
        /** Those of the machine again, which has moved meanwhile; nothing has changed, and what is open stays. */
        LATER,
        /** Others; nothing has changed. */
        OTHER
    }

    /**
     * The rows of {@code source}, which {@link #refresh} reads.
     *
     * @param ui       runs what it is given on the UI thread
     * @param failures is told what went wrong
     */
    public TreeRows(TreeSource<T> source, Executor ui, Consumer<Throwable> failures) {
        this.source = source;
        this.ui = ui;
        this.failures = failures;
        this.load = new TreeLoad<>(source, choices, ui, failures);
    }

    /** Reads what is open anew, from {@code changed}; completes on the UI thread when it is shown, or was given up. */
    public CompletableFuture<Void> refresh(TreeSource<T> changed, Since since) {
        load.cancel();
        source = changed;
        TreeLoad<T> started = new TreeLoad<>(changed, choices, ui, failures);
        load = started;
        Node<T> fresh = new Node<>(null, null);
        reading = started.all(fresh, root.children.size())
                .thenRunAsync(
                        () -> {
                            if (load == started) {
                                show(fresh, since);
                            }
                        },
                        ui);
        return reading;
    }

    /** Gives up what is under way. */
    public void cancel() {
        load.cancel();
    }

    /** Whether a row is another one than at the stop before, or was not there. */
    public boolean isChanged(T row) {
        return comparable && !elsewhere && !Objects.equals(row, before.get(source.key(row)));
    }

    /** What a row was at the stop before; null if it was not there, or not looked at. */
    public @Nullable T before(T row) {
        return before.get(source.key(row));
    }

    /** Opens the rows with these keys, each below the one before, and gives where the last one is that there is. */
    public CompletableFuture<Integer> reveal(List<Object> path) {
        CompletableFuture<Void> awaited = reading;
        return awaited.handleAsync((done, failure) -> awaited == reading, ui)
                .thenComposeAsync(latest -> latest ? reveal(root, path, -1) : reveal(path), ui);
    }

    /** The row above a row; null if it is of the first level. */
    public @Nullable T parent(int index) {
        Node<T> parent = flat.get(index).parent;
        return parent == null ? null : parent.row;
    }

    /** All rows that are known, those in closed ones included. */
    public List<T> known() {
        List<T> rows = new ArrayList<>();
        root.forEach(node -> {
            @Nullable T row = node.row;
            if (row != null) {
                rows.add(row);
            }
        });
        return rows;
    }

    @Override
    public boolean isTree() {
        return flat.stream().limit(256).anyMatch(node -> {
            @Nullable T row = node.row;
            return node.depth > 0 || row != null && source.isBranch(row);
        });
    }

    @Override
    public int size() {
        return flat.size();
    }

    @Override
    public @Nullable T row(int index) {
        return flat.get(index).row;
    }

    @Override
    public Object key(T row) {
        return source.key(row);
    }

    @Override
    public int indexOf(Object key) {
        for (int index = 0; index < flat.size(); index++) {
            @Nullable T row = flat.get(index).row;
            if (row != null && source.key(row).equals(key)) {
                return index;
            }
        }
        return -1;
    }

    @Override
    public int depth(int index) {
        return flat.get(index).depth;
    }

    @Override
    public Branch branch(int index) {
        Node<T> node = flat.get(index);
        @Nullable T row = node.row;
        if (row == null || !source.isBranch(row)) {
            return Branch.LEAF;
        }
        return node.open ? Branch.OPEN : Branch.CLOSED;
    }

    @Override
    public void setOpen(int index, boolean open) {
        Node<T> node = flat.get(index);
        @Nullable T row = node.row;
        if (row != null && source.isBranch(row)) {
            choices.put(source.key(row), Boolean.valueOf(open));
            node.open = open;
            if (open && !node.loaded) {
                load.more(node, this::flatten);
            }
            flatten();
        }
    }

    @Override
    public void showing(int first, int count) {
        for (int index = first; index < Math.min(flat.size(), first + count); index++) {
            Node<T> node = flat.get(index);
            if (node.row == null) {
                load.more(Objects.requireNonNull(node.parent), this::flatten);
            }
        }
    }

    @Override
    public void setListener(Runnable listener) {
        this.listener = listener;
    }

    private void show(Node<T> fresh, Since since) {
        switch (since) {
            case STOP -> {
                before.clear();
                root.forEach(this::remember);
                comparable = true;
                elsewhere = false;
            }
            case LATER, OTHER -> {
                before.clear();
                comparable = false;
                elsewhere = false;
            }
            case MOMENT -> elsewhere = true;
            case BACK -> elsewhere = false;
            default -> {
                // Of the same ones, what has changed stays as it is.
            }
        }
        if (comparable && !elsewhere) {
            Set<Object> lookedInto = since == Since.STOP ? lookedInto() : Set.of();
            fresh.forEach(node -> forgive(node, lookedInto));
        }
        root = fresh;
        flatten();
    }

    private void remember(Node<T> node) {
        @Nullable T row = node.row;
        if (row != null) {
            before.put(source.key(row), row);
        }
    }

    /** The rows below which rows had been loaded when the tree was shown last, and this tree for those on top. */
    private Set<Object> lookedInto() {
        Set<Object> keys = new HashSet<>();
        if (root.loaded) {
            keys.add(this);
        }
        root.forEach(node -> {
            @Nullable T row = node.row;
            if (node.loaded && row != null) {
                keys.add(source.key(row));
            }
        });
        return keys;
    }

    /** Takes a row for unchanged that is not known from before because nobody had looked there. */
    private void forgive(Node<T> node, Set<Object> lookedInto) {
        @Nullable T row = node.row;
        if (row == null || before.containsKey(source.key(row))) {
            return;
        }
        Node<T> parent = node.parent;
        @Nullable T above = parent == null ? null : parent.row;
        if (!lookedInto.contains(above == null ? this : source.key(above))) {
            before.put(source.key(row), row);
        }
    }

    private void flatten() {
        List<Node<T>> rows = new ArrayList<>();
        root.flatten(rows);
        flat = rows;
        listener.run();
    }

    private CompletableFuture<Integer> reveal(Node<T> above, List<Object> path, int found) {
        if (path.isEmpty()) {
            return CompletableFuture.completedFuture(Integer.valueOf(found));
        }
        if (!above.loaded) {
            return load.more(above, this::flatten)
                    .thenComposeAsync(
                            done -> above.loaded ? reveal(above, path, found) : reveal(above, List.of(), found), ui);
        }
        for (Node<T> child : above.children) {
            T row = Objects.requireNonNull(child.row);
            if (source.key(row).equals(path.get(0))) {
                List<Object> rest = path.subList(1, path.size());
                if (!rest.isEmpty() && source.isBranch(row)) {
                    child.open = true;
                    choices.put(source.key(row), Boolean.TRUE);
                    flatten();
                }
                return reveal(child, rest, flat.indexOf(child));
            }
        }
        return reveal(above, List.of(), found);
    }
}
