package org.realmscope.ui.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlatformMapViewTest {

    private final IWorkbenchPage page =
            PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    private final IViewPart view;
    private final TableViewer viewer;
    private final Table table;

    PlatformMapViewTest() throws PartInitException {
        view = page.showView("org.realmscope.ui.platformmap");
        viewer = assertInstanceOf(TableViewer.class, view.getSite().getSelectionProvider());
        table = viewer.getTable();
    }

    @BeforeEach
    void nothingIsSelected() {
        viewer.setSelection(StructuredSelection.EMPTY);
    }

    @AfterEach
    void closeView() {
        page.hideView(view);
    }

    @Test
    void mapIsShownInOrderOfAddress() {
        assertArrayEquals(
                new String[] {
                    "0x0900_0000",
                    "0x0A00_0000",
                    "0x0E00_0000",
                    "0x4000_0000",
                    "0x4010_0000",
                    "0x4190_0000",
                    "0x4200_0000"
                },
                column(1));
    }

    @Test
    void rmmRegionIsRealmAndSpans24MiB() {
        assertEquals("RMM", table.getItem(4).getText(0));
        assertEquals("0x418F_FFFF", table.getItem(4).getText(2));
        assertEquals("24 MiB", table.getItem(4).getText(3));
        assertEquals("Realm", table.getItem(4).getText(4));
        assertNotNull(table.getItem(4).getImage(4));
    }

    @Test
    void granuleProtectionTableIsInRootSpace() {
        assertEquals("Root SRAM", table.getItem(2).getText(0));
        assertEquals("0x0EFF_FFFF", table.getItem(2).getText(2));
        assertEquals("Root", table.getItem(2).getText(4));
        assertNotNull(table.getItem(2).getImage(4));
    }

    @Test
    void lastRegionReachesToTheEndOfDram() {
        assertEquals("end of DRAM", table.getItem(6).getText(2));
        assertEquals("", table.getItem(6).getText(3));
    }

    @Test
    void clicksOnAHeaderSortAndTurnRound() {
        clickHeader(3);
        assertEquals("4 KiB", table.getItem(0).getText(3));
        assertEquals(SWT.UP, table.getSortDirection());
        clickHeader(3);
        assertEquals("", table.getItem(0).getText(3));
        assertEquals("24 MiB", table.getItem(1).getText(3));
        assertEquals(SWT.DOWN, table.getSortDirection());
    }

    @Test
    void copyPutsTheSelectedRowsOnTheClipboard() {
        IAction copy = assertInstanceOf(
                IAction.class, view.getViewSite().getActionBars().getGlobalActionHandler(ActionFactory.COPY.getId()));
        assertFalse(copy.isEnabled());

        viewer.setSelection(new StructuredSelection(viewer.getElementAt(4)));
        assertEquals(1, ((IStructuredSelection) viewer.getSelection()).size());
        assertTrue(copy.isEnabled());
        copy.run();

        Clipboard clipboard = new Clipboard(table.getDisplay());
        Object text = clipboard.getContents(TextTransfer.getInstance());
        clipboard.dispose();
        assertTrue(
                String.valueOf(text).startsWith("RMM\t0x4010_0000\t0x418F_FFFF\t24 MiB\tRealm\t"),
                () -> String.valueOf(text));
    }

    private String[] column(int index) {
        return Arrays.stream(table.getItems()).map(item -> item.getText(index)).toArray(String[]::new);
    }

    private void clickHeader(int index) {
        table.getColumn(index).notifyListeners(SWT.Selection, new Event());
    }
}
