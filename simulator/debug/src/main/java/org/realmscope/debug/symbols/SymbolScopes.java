package org.realmscope.debug.symbols;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.control.CodeResolver;
import org.realmscope.debug.dwarf.BreakpointPlace;
import org.realmscope.debug.dwarf.DebugInfo;
import org.realmscope.debug.dwarf.LineRow;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.dwarf.SourceLine;
import org.realmscope.debug.elf.ElfSymbol;
import org.realmscope.debug.inspect.Regime;

/** The programs of a machine by where they execute. Finds code by line and by name, so that breakpoints can be set. */
public final class SymbolScopes implements CodeResolver {
    private final List<ProgramImage> images;

    /** @param images in the order in which they are looked at; the first that has an address counts */
    public SymbolScopes(List<ProgramImage> images) {
        this.images = List.copyOf(images);
    }

    public List<ProgramImage> images() {
        return images;
    }

    /**
     * A place of code that was asked for by line or by name.
     *
     * @param image that has it
     * @param place with an address of the file
     */
    public record Found(ProgramImage image, BreakpointPlace place) {
        /** Virtual address in the image's space. */
        public long address() {
            return place.address() + image.loaded().bias();
        }
    }

    // --- by address

    /** What an address of an image is. */
    public static CodePosition position(ProgramImage image, long va) {
        long pc = va - image.loaded().bias();
        DebugInfo info = image.info();
        List<SourceFrame> frames = info.framesAt(pc);
        LineRow row = info.lines().at(pc);
        SourceLine source = row == null ? SourceLine.UNKNOWN : row.source();
        String function = frames.isEmpty() ? null : frames.getFirst().name();
        return new CodePosition(image, image.loaded().nameOf(va), function, source);
    }

    // --- by line

    @Override
    public List<BreakpointStatus.Place> line(String source, int line) {
        return places(linePlaces(source, line));
    }

    /**
     * Where a breakpoint on a line stops, in every image and inlined copy that has the line, or else the next one that
     * has code.
     *
     * @param path the whole of it or its last components
     * @param line from 1
     */
    public List<Found> linePlaces(String path, int line) {
        List<Found> found = new ArrayList<>();
        for (ProgramImage image : images) {
            image.info().lines().addresses(path, line).forEach(place -> found.add(new Found(image, place)));
        }
        return found;
    }

    /** Lines of a file at which a breakpoint can stop, in ascending order. */
    public NavigableSet<Integer> lines(String path) {
        NavigableSet<Integer> lines = new TreeSet<>();
        images.forEach(image -> lines.addAll(image.info().lines().lines(path)));
        return lines;
    }

    // --- by name

    @Override
    public List<BreakpointStatus.Place> function(String name) {
        return places(functionPlaces(name));
    }

    /**
     * Where a breakpoint on functions stops: behind their prologues, and where inlined copies begin. A name that only a
     * symbol table has is where the symbol is.
     *
     * @param glob a name, in which {@code *} stands for any characters and {@code ?} for one
     */
    public List<Found> functionPlaces(String glob) {
        List<Found> found = new ArrayList<>();
        for (ProgramImage image : images) {
            List<BreakpointPlace> places = image.info().functionPlaces(glob);
            if (places.isEmpty()) {
                places = symbolPlaces(image.info(), glob);
            }
            places.forEach(place -> found.add(new Found(image, place)));
        }
        return found;
    }

    /** Whether a program has a type of this name in C. */
    public boolean hasType(String name) {
        return images.stream().anyMatch(image -> image.info().type(name) != null);
    }

    /**
     * Whether a name can mean something in a frame: a variable or an enumerator of its program, or a symbol of any.
     *
     * @param regime of the frame's program, null if it may be any
     */
    public boolean hasName(String name, @Nullable Regime regime) {
        return images.stream().anyMatch(image -> {
            DebugInfo info = image.info();
            boolean isOfFrame = regime == null || image.regime() == regime;
            return isOfFrame
                            && (info.declaresVariable(name)
                                    || info.enumerator(name).isPresent())
                    || !info.elf().symbols().named(name).isEmpty();
        });
    }

    private static List<BreakpointPlace> symbolPlaces(DebugInfo info, String name) {
        List<BreakpointPlace> places = new ArrayList<>();
        for (ElfSymbol symbol : info.elf().symbols().named(name)) {
            if (info.elf().isCode(symbol.address())) {
                LineRow row = info.lines().at(symbol.address());
                SourceLine source = row == null ? SourceLine.UNKNOWN : row.source();
                places.add(new BreakpointPlace(symbol.address(), source, name, false));
            }
        }
        return places;
    }

    private static List<BreakpointStatus.Place> places(List<Found> found) {
        return found.stream()
                .map(each -> new BreakpointStatus.Place(each.image().space(), each.address()))
                .toList();
    }

    // --- source files

    /** The source files of every image, without repetition, in the order of the images. */
    public List<SourceFile> files() {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        for (ProgramImage image : images) {
            image.info().lines().files().forEach(file -> files.putIfAbsent(file.path(), file));
        }
        return List.copyOf(files.values());
    }

    /** The file of any image that a path of a user means; null if there is none. */
    public @Nullable SourceFile file(String path) {
        return files().stream().filter(file -> file.matches(path)).findFirst().orElse(null);
    }
}
