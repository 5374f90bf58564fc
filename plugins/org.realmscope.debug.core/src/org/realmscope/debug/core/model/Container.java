package org.realmscope.debug.core.model;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Something that variables are in.
 *
 * @param reference the adapter's number for it, 0 if nothing is in it
 * @param named how many named variables are in it, 0 if that is not known
 * @param indexed how many elements of an array are in it, 0 if it is none
 * @param path distinguishes it from others
 */
record Container(int reference, int named, int indexed, String path) {
    static Container of(int reference, @Nullable Integer named, @Nullable Integer indexed, String path) {
        return new Container(reference, named == null ? 0 : named, indexed == null ? 0 : indexed, path);
    }

    boolean isArray() {
        return indexed > 0;
    }
}
