package org.realmscope.debug.core.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.core.resources.IEncodedStorage;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Source that only the adapter has, as of the commands of the built-in RMM. It cannot be changed.
 *
 * <p>Two of the same path and text are equal, so that an editor that shows one is found again.
 */
public final class AdapterSource extends PlatformObject implements IEncodedStorage {
    private final String name;
    private final String path;
    private final String text;

    /**
     * A source.
     *
     * @param name of the text, for people
     * @param path by what the adapter knows it
     */
    public AdapterSource(String name, String path, String text) {
        this.name = name;
        this.path = path;
        this.text = text;
    }

    /** By what the adapter knows it in every session; breakpoints in its lines are ones of this path. */
    public String path() {
        return path;
    }

    @Override
    public InputStream getContents() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String getCharset() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public @Nullable IPath getFullPath() {
        return null;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdapterSource source && source.path.equals(path) && source.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, text);
    }
}
