package org.realmscope.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** House rules that need the compiled classes, or all files at once. */
class CodeHabitsTest {
    private static final int METHODS_OF_AN_INTERFACE = 15;

    /** How many tables may exceed the size limits. Raising it is a decision to be seen in a review. */
    private static final int EXEMPT_TABLES = 0;

    @Test
    void staticFieldsAreFinal() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("static mutable state is neither checkpointed nor forked")
                .check(Modules.CLASSES);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because("a wait is a condition with a deadline")
                .check(Modules.CLASSES);
    }

    @Test
    void interfacesStaySmall() {
        classes()
                .that()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .should(new ArchCondition<>("have at most " + METHODS_OF_AN_INTERFACE + " methods to implement") {
                    @Override
                    public void check(JavaClass javaClass, ConditionEvents events) {
                        long count = javaClass.getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                                .count();
                        events.add(new SimpleConditionEvent(
                                javaClass,
                                count <= METHODS_OF_AN_INTERFACE,
                                javaClass.getName() + " has " + count + " methods"));
                    }
                })
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @Test
    void everyPackageStatesItsPurposeAndIsNullMarked() {
        List<String> lacking = Modules.CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertEquals(List.of(), lacking, "packages without a @NullMarked package-info");
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are below the command line",
                        javaClass -> !javaClass.getPackageName().startsWith("org.realmscope.cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(Modules.CLASSES);
    }

    @Test
    void exemptionsFromTheSizeLimitsAreCountedAndNameAFile() throws IOException {
        String suppressions = Files.readString(Modules.directory().resolve("config/suppressions.xml"));
        List<String> exempt = Pattern.compile("checks=\"(?:FileLength|MethodLength)[^\"]*\" files=\"([^\"]+)\"")
                .matcher(suppressions)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertEquals(EXEMPT_TABLES, exempt.size(), exempt::toString);
        for (String pattern : exempt) {
            try (Stream<Path> files = Files.walk(Modules.directory())) {
                assertTrue(
                        files.anyMatch(file -> Pattern.compile(pattern)
                                .matcher(file.toString())
                                .find()),
                        pattern + " matches no file any more: take it out of suppressions.xml");
            }
        }
    }
}
