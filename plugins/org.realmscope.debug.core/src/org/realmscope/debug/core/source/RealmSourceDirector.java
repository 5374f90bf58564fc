package org.realmscope.debug.core.source;

import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.ISourceLookupParticipant;

/** Finds the source of stack frames. */
public final class RealmSourceDirector extends AbstractSourceLookupDirector {
    @Override
    public void initializeParticipants() {
        addParticipants(new ISourceLookupParticipant[] {new RealmSourceLookup()});
    }
}
