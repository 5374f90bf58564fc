package org.realmscope.debug.dwarf;

/**
 * An abbreviation declaration (DWARF 5, section 7.5.3): tag and attributes of the entries that name its code.
 */
final class Abbreviation {
    private final int tag;
    private final boolean hasChildren;
    private final int[] names;
    private final int[] forms;
    private final long[] constants;

    Abbreviation(int tag, boolean hasChildren, int[] names, int[] forms, long[] constants) {
        this.tag = tag;
        this.hasChildren = hasChildren;
        this.names = names;
        this.forms = forms;
        this.constants = constants;
    }

    int tag() {
        return tag;
    }

    boolean hasChildren() {
        return hasChildren;
    }

    /** Number of attributes. */
    int size() {
        return names.length;
    }

    int attribute(int index) {
        return names[index];
    }

    int form(int index) {
        return forms[index];
    }

    /** Value of an attribute of DW_FORM_implicit_const. */
    long constant(int index) {
        return constants[index];
    }
}
