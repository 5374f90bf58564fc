package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.paint.Contrast;
import org.realmscope.ui.paint.Palette;
import org.realmscope.ui.paint.PaletteColor;

/** What the views draw can be told from what is behind it. */
class PaintTest {
    private static final List<PaletteColor> TEXT = List.of(
            PaletteColor.FOREGROUND,
            PaletteColor.MUTED,
            PaletteColor.CHANGED,
            PaletteColor.CURRENT,
            PaletteColor.FAILED);

    private final Bench bench = new Bench();
    private final Shell shell = new Shell(bench.shell().getDisplay());

    @AfterEach
    void close() {
        shell.dispose();
        bench.close();
    }

    private List<String> faint() {
        Palette palette = new Palette(shell);
        RGB background = palette.get(PaletteColor.BACKGROUND).getRGB();
        List<String> faint = new ArrayList<>();
        for (PaletteColor color : PaletteColor.values()) {
            double least = TEXT.contains(color) ? 4.5 : color.name().startsWith("AREA") ? 3 : 1;
            if (Contrast.of(palette.get(color).getRGB(), background) < least) {
                faint.add(color + " " + palette.get(color));
            }
        }
        double header = Contrast.of(
                palette.get(PaletteColor.FOREGROUND).getRGB(),
                palette.get(PaletteColor.HEADER).getRGB());
        if (header < 4.5) {
            faint.add("headers: " + header);
        }
        return faint;
    }

    @Test
    void everythingStandsOut() {
        assertEquals(List.of(), faint());
    }

    @Test
    void everythingStandsOutOnADesktopThatIsBlack() {
        ColorRegistry colors =
                PlatformUI.getWorkbench().getThemeManager().getCurrentTheme().getColorRegistry();
        String background = PaletteColor.BACKGROUND.id();
        String foreground = PaletteColor.FOREGROUND.id();
        RGB white = Objects.requireNonNull(colors.getRGB(background));
        RGB black = Objects.requireNonNull(colors.getRGB(foreground));
        try {
            colors.put(background, new RGB(0, 0, 0));
            colors.put(foreground, new RGB(255, 255, 255));
            assertEquals(List.of(), faint());
        } finally {
            colors.put(background, white);
            colors.put(foreground, black);
        }
    }

    @Test
    void tickOfTheComparisonsBoxIsSeen() throws PartInitException {
        FakeState state = new FakeState(new FakeMachine());
        state.moment(1, "fault 17 (425.1)");
        bench.open(CompareView.class, CompareView.ID, "Differences", state);
        Button box = (Button) bench.find(
                control -> control instanceof Button button && button.getText().equals("&Granules"));
        assertTrue(box.getSelection());
        bench.await("tick that is seen", () -> spread(box) > 3);
        box.setSelection(false);
        bench.await("empty box", () -> spread(box) < 1.5);
        assertFalse(box.getSelection());
    }

    /** The greatest contrast within the inner half of a box, which is at the left end of its control. */
    private static double spread(Control control) {
        Display display = control.getDisplay();
        int height = control.getSize().y;
        Image image = new Image(display, height, height);
        GC gc = new GC(control);
        gc.copyArea(image, 0, 0);
        gc.dispose();
        ImageData data = image.getImageData();
        image.dispose();
        // The box is as high as the text, and as wide.
        int middle = height / 2;
        RGB darkest = data.palette.getRGB(data.getPixel(8, middle));
        RGB lightest = darkest;
        for (int y = middle - 4; y <= middle + 4; y++) {
            for (int x = 4; x <= 12; x++) {
                RGB pixel = data.palette.getRGB(data.getPixel(x, y));
                darkest = sum(pixel) < sum(darkest) ? pixel : darkest;
                lightest = sum(pixel) > sum(lightest) ? pixel : lightest;
            }
        }
        return Contrast.of(darkest, lightest);
    }

    private static int sum(RGB color) {
        return color.red + color.green + color.blue;
    }
}
