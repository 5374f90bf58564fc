package org.realmscope.editor.text;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolution2;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.realmscope.editor.language.DocumentEdits;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/**
 * The corrections that the language server has for a problem. It was asked for them when it found the problem, so that
 * nobody waits here.
 */
public final class QuickFixes implements IMarkerResolutionGenerator2 {
    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        Optional<ScenarioDocument> document = document(marker);
        return document.map(known -> known.problems().fixes(marker).stream()
                        .map(action -> new Fix(known, action, DocumentEdits.stamp(known.document())))
                        .toArray(IMarkerResolution[]::new))
                .orElseGet(() -> new IMarkerResolution[0]);
    }

    @Override
    public boolean hasResolutions(IMarker marker) {
        return document(marker)
                .filter(each -> !each.problems().fixes(marker).isEmpty())
                .isPresent();
    }

    private static Optional<ScenarioDocument> document(IMarker marker) {
        var location = marker.getResource().getLocationURI();
        return location == null ? Optional.empty() : ScenarioLanguage.get().document(Path.of(location));
    }

    private record Fix(ScenarioDocument document, CodeAction action, long stamp) implements IMarkerResolution2 {
        @Override
        public String getLabel() {
            return action.getTitle();
        }

        @Override
        public void run(IMarker marker) {
            DocumentEdits.apply(document.document(), stamp, DocumentEdits.of(document, action.getEdit()));
        }

        @Override
        public String getDescription() {
            return action.getTitle();
        }

        @Override
        public @Nullable Image getImage() {
            return null;
        }
    }
}
