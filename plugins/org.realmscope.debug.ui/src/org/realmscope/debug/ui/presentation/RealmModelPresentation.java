package org.realmscope.debug.ui.presentation;

import java.io.File;
import java.io.IOException;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IInstructionPointerPresentation;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.breakpoints.Verification;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.source.AdapterSource;

/** Labels of what the platform has no better label for, and the editors that show sources. */
public final class RealmModelPresentation extends LabelProvider implements IInstructionPointerPresentation {
    /** The editor of texts for which nobody has a better one. */
    private static final String TEXT_EDITOR = "org.eclipse.ui.genericeditor.GenericEditor";

    private final BreakpointImages images = new BreakpointImages();

    @Override
    public void setAttribute(String attribute, Object value) {
        // Types of variables are in a column of their own; nothing else can be asked for.
    }

    @Override
    public @Nullable String getText(Object element) {
        return element instanceof RealmBreakpoint breakpoint ? label(breakpoint) : null;
    }

    /** What it is, and in brackets what limits it and what is wrong with it. */
    static String label(RealmBreakpoint breakpoint) {
        StringBuilder label = new StringBuilder(breakpoint.describe());
        append(label, "if ", breakpoint.condition());
        append(label, "hits ", breakpoint.hitCondition());
        append(label, "logs ", breakpoint.logMessage());
        Verification verification = breakpoint.verification();
        if (verification != null && !verification.isVerified()) {
            append(label, "cannot be set: ", verification.message());
        } else if (verification != null && verification.hits() > 0) {
            label.append(" [hit ").append(verification.hits()).append(verification.hits() == 1 ? " time]" : " times]");
        }
        return label.toString();
    }

    private static void append(StringBuilder label, String word, @Nullable String value) {
        if (value != null) {
            label.append(" [").append(word).append(value).append(']');
        }
    }

    @Override
    public @Nullable Image getImage(Object element) {
        return element instanceof RealmBreakpoint breakpoint ? images.of(breakpoint) : null;
    }

    @Override
    public void dispose() {
        images.dispose();
        super.dispose();
    }

    @Override
    public void computeDetail(IValue value, IValueDetailListener listener) {
        try {
            listener.detailComputed(value, value.getValueString());
        } catch (DebugException e) {
            listener.detailComputed(value, e.getStatus().getMessage());
        }
    }

    @Override
    public @Nullable IEditorInput getEditorInput(Object element) {
        return switch (element) {
            case IFile file -> new FileEditorInput(file);
            case LocalFileStorage file ->
                new FileStoreEditorInput(EFS.getLocalFileSystem().fromLocalFile(file.getFile()));
            case AdapterSource source -> input(source);
            case SourceLineBreakpoint breakpoint -> input(breakpoint);
            case null, default -> null;
        };
    }

    private static @Nullable IEditorInput input(AdapterSource source) {
        try {
            return AdapterSourceInput.of(source);
        } catch (IOException e) {
            ILog.of(RealmModelPresentation.class).error(source.getName() + " cannot be shown", e);
            return null;
        }
    }

    private @Nullable IEditorInput input(SourceLineBreakpoint breakpoint) {
        if (breakpoint.getMarker().getResource() instanceof IFile file) {
            return new FileEditorInput(file);
        }
        String path = breakpoint.path();
        if (path == null || new File(path).isFile()) {
            return path == null
                    ? null
                    : new FileStoreEditorInput(EFS.getLocalFileSystem().fromLocalFile(new File(path)));
        }
        try {
            return AdapterSourceInput.known(path);
        } catch (IOException e) {
            ILog.of(RealmModelPresentation.class).error(path + " cannot be shown", e);
            return null;
        }
    }

    @Override
    public @Nullable String getEditorId(IEditorInput input, Object element) {
        if (input instanceof AdapterSourceInput) {
            return TEXT_EDITOR;
        }
        try {
            return IDE.getEditorDescriptor(input.getName(), true, true).getId();
        } catch (PartInitException e) {
            ILog.of(RealmModelPresentation.class).log(e.getStatus());
            return TEXT_EDITOR;
        }
    }

    // --- the instruction pointer: the platform would wait for frames on the UI thread to find out which it is

    @Override
    public @Nullable Annotation getInstructionPointerAnnotation(IEditorPart editor, IStackFrame frame) {
        return null;
    }

    @Override
    public @Nullable String getInstructionPointerAnnotationType(IEditorPart editor, IStackFrame frame) {
        if (frame instanceof RealmFrame each) {
            return each.isInnermost()
                    ? IDebugUIConstants.ANNOTATION_TYPE_INSTRUCTION_POINTER_CURRENT
                    : IDebugUIConstants.ANNOTATION_TYPE_INSTRUCTION_POINTER_SECONDARY;
        }
        return null;
    }

    @Override
    public @Nullable Image getInstructionPointerImage(IEditorPart editor, IStackFrame frame) {
        return null;
    }

    @Override
    public String getInstructionPointerText(IEditorPart editor, IStackFrame frame) {
        return frame instanceof RealmFrame each && each.isInnermost()
                ? "The machine stands here"
                : "A caller of where the machine stands";
    }
}
