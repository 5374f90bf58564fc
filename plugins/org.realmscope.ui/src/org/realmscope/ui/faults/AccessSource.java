package org.realmscope.ui.faults;

import java.io.File;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.filesystem.IFileStore;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.protocol.FaultInfo;

/** Shows the source of the instruction whose access faulted. */
final class AccessSource {
    private final IWorkbenchPage page;

    AccessSource(IWorkbenchPage page) {
        this.page = page;
    }

    /** Opens the source at its line; answers what is to be said, which is empty if all went well. */
    String show(FaultInfo fault) {
        FaultInfo.Location location = fault.location();
        if (location == null) {
            return "The source of the instruction at " + fault.pc() + " is not known.";
        }
        File file = new File(location.path());
        if (!file.isFile()) {
            return location.path() + ", line " + location.line() + ", is not on this machine.";
        }
        try {
            goTo(open(file), location.line() - 1);
            return "";
        } catch (CoreException failure) {
            return location.path() + " cannot be opened: " + failure.getMessage();
        }
    }

    private IEditorPart open(File file) throws CoreException {
        IFile[] inWorkspace = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toURI());
        if (inWorkspace.length > 0) {
            return IDE.openEditor(page, inWorkspace[0]);
        }
        IFileStore store = EFS.getStore(file.toURI());
        return IDE.openEditorOnFileStore(page, store);
    }

    private static void goTo(IEditorPart editor, int line) {
        if (!(editor instanceof ITextEditor text)) {
            return;
        }
        IDocument document = text.getDocumentProvider().getDocument(text.getEditorInput());
        try {
            IRegion region = document.getLineInformation(Math.min(line, document.getNumberOfLines() - 1));
            text.selectAndReveal(region.getOffset(), region.getLength());
        } catch (BadLocationException shorter) {
            throw new IllegalStateException("a line within the document has a region", shorter);
        }
    }
}
