package org.realmscope.debug.ui.presentation;

import java.util.Objects;
import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.DecorationOverlayIcon;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.PlatformUI;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.Verification;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;

/** Images of breakpoints: one of a kind, empty if it is disabled, with a mark of what adapters say of it. */
final class BreakpointImages {
    private static final String PLUGIN = "org.realmscope.debug.ui";

    /** Made with the first image: presentations are made on any thread, and most never show a breakpoint. */
    private @Nullable LocalResourceManager resources;

    private LocalResourceManager resources() {
        LocalResourceManager known = resources;
        if (known == null) {
            known = new LocalResourceManager(
                    JFaceResources.getResources(PlatformUI.getWorkbench().getDisplay()));
            resources = known;
        }
        return known;
    }

    synchronized Image of(RealmBreakpoint breakpoint) {
        String overlay = overlay(breakpoint.verification());
        IMarker marker = breakpoint.getMarker();
        boolean isEnabled = marker != null && marker.getAttribute(IBreakpoint.ENABLED, true);
        ImageDescriptor base = icon(name(breakpoint) + (isEnabled ? "" : "_disabled"));
        LocalResourceManager all = resources();
        return all.get(
                overlay == null
                        ? base
                        : new DecorationOverlayIcon(all.get(base), icon(overlay), IDecoration.BOTTOM_RIGHT));
    }

    private static @Nullable String overlay(@Nullable Verification verification) {
        if (verification == null) {
            return null;
        }
        return verification.isVerified() ? "overlay_set" : "overlay_refused";
    }

    private static String name(RealmBreakpoint breakpoint) {
        return switch (breakpoint) {
            case CallBreakpoint call -> "call_breakpoint";
            case FaultBreakpoint fault -> "fault_breakpoint";
            case HazardBreakpoint hazard -> "hazard_breakpoint";
            case FunctionBreakpoint function -> "function_breakpoint";
            case InstructionBreakpoint instruction -> "instruction_breakpoint";
            case WatchBreakpoint watch -> "watch_breakpoint";
            default -> "line_breakpoint";
        };
    }

    private static ImageDescriptor icon(String name) {
        return Objects.requireNonNull(
                ResourceLocator.imageDescriptorFromBundle(PLUGIN, "icons/" + name + ".svg")
                        .orElse(null),
                name);
    }

    synchronized void dispose() {
        LocalResourceManager known = resources;
        if (known != null) {
            known.dispose();
            resources = null;
        }
    }
}
