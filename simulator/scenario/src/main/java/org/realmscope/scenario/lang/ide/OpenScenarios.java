package org.realmscope.scenario.lang.ide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.XtextResource;

/** The scenarios that are open in editors, and those on disk that have been looked at. */
class OpenScenarios extends WorkspaceManager {
    @Override
    public Buildable didOpen(URI uri, Integer version, String contents) {
        getOpenDocuments().put(uri, new LenientDocument(version, contents));
        return didChangeFiles(List.of(uri), List.of());
    }

    @Override
    protected Document getDocument(XtextResource resource) {
        Document document = super.getDocument(resource);
        return document instanceof LenientDocument
                ? document
                : new LenientDocument(document.getVersion(), document.getContents());
    }

    /** Scenarios, open or not, that name one of these files: what is wrong with them may be other things now. */
    List<URI> mentioning(Set<String> fileNames) {
        if (fileNames.isEmpty()) {
            return List.of();
        }
        Set<URI> known = new LinkedHashSet<>(getOpenDocuments().keySet());
        for (IResourceDescription each : getIndex().getAllResourceDescriptions()) {
            known.add(each.getURI());
        }
        return known.stream()
                .filter(each -> text(each)
                        .filter(text -> fileNames.stream().anyMatch(text::contains))
                        .isPresent())
                .toList();
    }

    private Optional<String> text(URI uri) {
        Document open = getOpenDocuments().get(uri);
        if (open != null) {
            return Optional.of(open.getContents());
        }
        try {
            return isReadable(uri)
                    ? Optional.of(Files.readString(Path.of(uri.toFileString()), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException vanishedOrNoText) {
            return Optional.empty();
        }
    }

    /** Whether there is a text to be read, be it in an editor. */
    boolean isThere(URI uri) {
        return isDocumentOpen(uri) || isReadable(uri);
    }

    private static boolean isReadable(URI uri) {
        if (!uri.isFile()) {
            return false;
        }
        Path file = Path.of(uri.toFileString());
        return Files.isRegularFile(file) && Files.isReadable(file);
    }
}
