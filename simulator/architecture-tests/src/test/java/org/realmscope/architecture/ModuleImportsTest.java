package org.realmscope.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the import table of {@code docs/architecture.md}. */
class ModuleImportsTest {
    @ParameterizedTest
    @MethodSource("tabledModules")
    void moduleImportsOnlyWhatTheTableAllows(String module) {
        List<String> allowed = Stream.of(
                        Stream.of("java..", "org.jspecify.annotations..", Modules.packageOf(module)),
                        Modules.ALLOWED_IMPORTS.get(module).stream().map(Modules::packageOf),
                        Modules.ALLOWED_LIBRARIES.getOrDefault(module, new TreeSet<>()).stream())
                .flatMap(packages -> packages)
                .toList();
        classes()
                .that()
                .resideInAPackage(Modules.packageOf(module))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .because("architecture.md allows " + module + " nothing else")
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @Test
    void elfAndDwarfReadersImportNothingOfOurs() {
        noClasses()
                .that()
                .resideInAnyPackage("org.realmscope.debug.elf..", "org.realmscope.debug.dwarf..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.realmscope..")
                        .and(not(resideInAnyPackage("org.realmscope.debug.elf..", "org.realmscope.debug.dwarf.."))))
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @Test
    void onlyInspectSeesTheRmm() {
        noClasses()
                .that()
                .resideInAPackage("org.realmscope.debug..")
                .and(not(resideInAPackage("org.realmscope.debug.inspect..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.realmscope.rmm..")
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @Test
    void adapterMovesTheMachineThroughTheDebugEngine() {
        noClasses()
                .that()
                .resideInAPackage("org.realmscope.adapter..")
                .should()
                .callMethodWhere(target(owner(name("org.realmscope.machine.Machine")))
                        .and(target(nameMatching("run|stepInstruction|goTo|fork|apply|plan|(add|set)[A-Z].*"))))
                .check(Modules.CLASSES);
    }

    @Test
    void onlyTheLanguageSeesXtext() {
        noClasses()
                .that()
                .resideInAPackage("org.realmscope.scenario..")
                .and(not(resideInAPackage("org.realmscope.scenario.lang..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Modules.ALLOWED_LIBRARIES.get("scenario").stream()
                        .filter(library -> !library.equals("com.google.gson.."))
                        .toArray(String[]::new))
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("builtModules")
    void builtModuleIsInTheTableAndHasClassesUnderTest(String module) {
        assertTrue(Modules.ALLOWED_IMPORTS.containsKey(module), module + " is not in the table of architecture.md");
        assertTrue(
                Modules.CLASSES.stream().anyMatch(resideInAPackage(Modules.packageOf(module))),
                "no class of " + module + " is on the class path: add it to the dependencies of architecture-tests");
    }

    @Test
    void everyClassBelongsToAModuleOfTheTable() {
        String[] packages = Modules.ALLOWED_IMPORTS.keySet().stream()
                .map(Modules::packageOf)
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(packages).check(Modules.CLASSES);
    }

    @Test
    void importsFormNoCycle() {
        TreeSet<String> placed = new TreeSet<>();
        TreeSet<String> open = new TreeSet<>(Modules.ALLOWED_IMPORTS.keySet());
        while (open.removeIf(module -> placed.containsAll(Modules.ALLOWED_IMPORTS.get(module)) && placed.add(module))) {
            assertTrue(placed.size() <= Modules.ALLOWED_IMPORTS.size());
        }
        assertEquals(new TreeSet<>(), open, "modules that import each other");
    }

    static Stream<String> tabledModules() {
        return Modules.ALLOWED_IMPORTS.keySet().stream().sorted();
    }

    static Stream<String> builtModules() throws IOException {
        return Modules.built().stream();
    }
}
