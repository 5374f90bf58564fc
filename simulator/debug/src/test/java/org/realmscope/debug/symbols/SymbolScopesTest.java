package org.realmscope.debug.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.fixture.GuestHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.inspect.SavedRegisters;

/** Scopes of the host and of a realm's program, fixtures/guest.c. */
class SymbolScopesTest {
    private static final long RD = 0x4200_0000L;

    private final GuestHost guest = new GuestHost();
    private final SymbolScopes symbols = guest.symbols();

    @Test
    void bothWorldsHaveAFunctionOfTheName() {
        List<SymbolScopes.Found> places = symbols.functionPlaces("smc");
        assertEquals(2, places.size());
        assertEquals("host-kvm.elf", places.get(0).image().name());
        assertEquals("guest.elf", places.get(1).image().name());
        assertEquals(0x14, places.get(1).address());
        assertEquals(
                new AddressSpace.Virtual(Regime.EL1R, AddressSpace.Virtual.ANY_PE, new RealmSelector.Numbered(0)),
                symbols.function("smc").get(1).space());
    }

    @Test
    void globFindsEveryFunction() {
        TreeSet<String> names = new TreeSet<>();
        symbols.functionPlaces("guest_*")
                .forEach(found -> names.add(found.place().function()));
        symbols.functionPlaces("kvm_rec_*")
                .forEach(found -> names.add(found.place().function()));
        assertTrue(names.containsAll(List.of("guest_main", "kvm_rec_enter", "kvm_rec_pre_enter")), names::toString);
    }

    @Test
    void labelOfTheSymbolTableIsFoundByName() {
        List<SymbolScopes.Found> places = symbols.functionPlaces("save_and_call");
        assertEquals(1, places.size());
        assertEquals("save_and_call", places.getFirst().place().function());
    }

    @Test
    void linesThatHaveCodeAreListed() {
        TreeSet<Integer> body = new TreeSet<>(symbols.lines("guest.c").subSet(32, 38));
        assertEquals(new TreeSet<>(List.of(32, 33, 35, 36)), body);
        assertEquals(
                List.of(0x2cL),
                symbols.linePlaces("guest.c", 18).stream()
                        .map(SymbolScopes.Found::address)
                        .toList());
    }

    @Test
    void imageOfAnAddressDependsOnWorldAndRealm() {
        ScopedSymbols scoped = new ScopedSymbols(symbols, guest.session().view());
        long rd = guest.session().view().realms().getFirst().rd();
        assertNotNull(scoped.imageAt(Regime.EL1R, rd, 0x14));
        assertNull(scoped.imageAt(Regime.EL1R, RD, 0x14));
        assertNull(scoped.imageAt(Regime.EL2N, RealmSelector.NONE, 0x14));
        assertNull(scoped.imageAt(Regime.EL1R, rd, 0x4200_0000L));
        ProgramImage host = scoped.imageAt(Regime.EL2N, RealmSelector.NONE, 0x4200_0000L);
        assertNotNull(host);
        CodePosition start = SymbolScopes.position(host, 0x4200_0000L);
        assertEquals("_start", start.symbol());
        assertEquals("entry.S", file(start).fileName());
    }

    private static SourceFile file(CodePosition position) {
        SourceFile file = position.source().file();
        assertNotNull(file);
        return file;
    }

    @Test
    void sourcesOfBothProgramsAreListed() {
        assertNotNull(symbols.file("rme_exit.c"));
        assertNotNull(symbols.file("guest.c"));
        assertNull(symbols.file("nothing.c"));
    }

    @Test
    void textsAreFoundBehindTheirPrefix(@TempDir Path directory) throws IOException {
        Path onDisk = Files.writeString(directory.resolve("a.c"), "disk");
        SourceCatalog catalog = new SourceCatalog(List.of(
                new SourceRoot.Texts("host", Map.of("src/b.c", "memory")),
                new SourceRoot.Directory("guest", directory),
                new SourceRoot.Absolute()));
        assertEquals(new SourceText.InMemory("memory"), catalog.find(new SourceFile("host/src/b.c", null)));
        assertEquals(new SourceText.OnDisk(onDisk), catalog.find(new SourceFile("guest/a.c", null)));
        assertEquals(new SourceText.OnDisk(onDisk), catalog.find(new SourceFile(onDisk.toString(), null)));
        assertNull(catalog.find(new SourceFile("guest/b.c", null)));
        assertNull(catalog.find(new SourceFile("src/b.c", null)));
    }

    @Test
    void savedRegistersHaveNoVectors() {
        SavedRegisters saved = new SavedRegisters(8, 0, 16, Collections.nCopies(31, 5L));
        assertEquals(8, PeRegisters.of(saved).read(32).orElseThrow());
        assertEquals(16, PeRegisters.of(saved).read(31).orElseThrow());
        assertEquals(5, PeRegisters.of(saved).read(30).orElseThrow());
        assertTrue(PeRegisters.of(saved).read(64).isEmpty());
    }
}
