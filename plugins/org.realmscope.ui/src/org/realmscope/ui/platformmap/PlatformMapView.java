package org.realmscope.ui.platformmap;

import java.util.Objects;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.ViewPart;

/** Shows the default physical address map of the simulated platform; copies rows as tab-separated text. */
public final class PlatformMapView extends ViewPart {

    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.platformmap";

    private @Nullable PlatformMapTable regions;

    @Override
    public void createPartControl(@Nullable Composite parent) {
        PlatformMapTable created = new PlatformMapTable(Objects.requireNonNull(parent));
        TableViewer viewer = created.viewer();
        getSite().setSelectionProvider(viewer);

        IAction copy = createCopyAction(created);
        IActionBars bars = getViewSite().getActionBars();
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
        bars.getToolBarManager().add(copy);
        MenuManager menu = new MenuManager();
        menu.add(copy);
        viewer.getTable().setMenu(menu.createContextMenu(viewer.getTable()));
        getSite().registerContextMenu(menu, viewer);
        regions = created;
    }

    private static IAction createCopyAction(PlatformMapTable source) {
        Action copy = new Action("Copy") {
            @Override
            public void run() {
                Clipboard clipboard = new Clipboard(source.viewer().getTable().getDisplay());
                clipboard.setContents(
                        new Object[] {source.selectedText()}, new Transfer[] {TextTransfer.getInstance()});
                clipboard.dispose();
            }
        };
        ISharedImages images = PlatformUI.getWorkbench().getSharedImages();
        copy.setImageDescriptor(images.getImageDescriptor(ISharedImages.IMG_TOOL_COPY));
        copy.setDisabledImageDescriptor(images.getImageDescriptor(ISharedImages.IMG_TOOL_COPY_DISABLED));
        copy.setToolTipText("Copy the selected rows as text");
        copy.setActionDefinitionId(ActionFactory.COPY.getCommandId());
        copy.setEnabled(false);
        source.viewer()
                .addSelectionChangedListener(
                        event -> copy.setEnabled(!event.getSelection().isEmpty()));
        return copy;
    }

    @Override
    public void setFocus() {
        PlatformMapTable shown = regions;
        if (shown != null) {
            shown.viewer().getTable().setFocus();
        }
    }
}
