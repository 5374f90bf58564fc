package org.realmscope.debug.ui.presentation;

import org.eclipse.core.resources.IStorage;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.IStorageEditorInput;
import org.realmscope.debug.core.source.AdapterSource;

/** Source that only the adapter has, as the input of an editor. */
final class AdapterSourceInput extends PlatformObject implements IStorageEditorInput {
    private final AdapterSource source;

    AdapterSourceInput(AdapterSource source) {
        this.source = source;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public @Nullable ImageDescriptor getImageDescriptor() {
        return null;
    }

    @Override
    public String getName() {
        return source.getName();
    }

    @Override
    public @Nullable IPersistableElement getPersistable() {
        return null;
    }

    @Override
    public String getToolTipText() {
        return source.getName() + ", which the debug adapter made";
    }

    @Override
    public IStorage getStorage() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdapterSourceInput input && input.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
