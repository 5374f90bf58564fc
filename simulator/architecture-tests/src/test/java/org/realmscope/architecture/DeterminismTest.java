package org.realmscope.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.abi.defects.Defects;

/** Same inputs, same run: the simulated machine cannot reach what differs between two runs of the JVM. */
class DeterminismTest {
    private static final Set<String> UNORDERED = Set.of(
            HashMap.class.getName(),
            HashSet.class.getName(),
            IdentityHashMap.class.getName(),
            WeakHashMap.class.getName());

    @ParameterizedTest
    @MethodSource("rules")
    void simulatedMachineKeepsTheRule(ArchRule rule) {
        rule.check(Modules.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleFindsADefect(ArchRule rule, Class<?> defect) {
        assertTrue(rule.evaluate(new ClassFileImporter().importClasses(defect)).hasViolation());
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(noWallClock(), Defects.WallClock.class),
                Arguments.of(noHashOrder(), Defects.HashOrder.class),
                Arguments.of(noSaltedOrder(), Defects.SaltedOrder.class),
                Arguments.of(noIdentityAndNoUnseededRandomness(), Defects.UnknownSeed.class),
                Arguments.of(noThreads(), Defects.OwnThread.class));
    }

    private static ArchRule noWallClock() {
        return noSimulatedClass()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("timers count instructions");
    }

    private static ArchRule noHashOrder() {
        return noSimulatedClass()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "iterate in hash order", (JavaClass javaClass) -> UNORDERED.contains(javaClass.getName())))
                .because("their order is no part of the inputs: use arrays, lists, EnumMap or TreeMap");
    }

    private static ArchRule noSaltedOrder() {
        return noSimulatedClass()
                .should()
                .callMethodWhere(call("java.util.Set", "of|copyOf")
                        .or(call("java.util.Map", "of|ofEntries|copyOf"))
                        .or(call("java.util.stream.Collectors", "toSet|toMap|toUnmodifiable(Set|Map)|groupingBy.*")))
                .because("each JVM draws their iteration order anew");
    }

    private static ArchRule noIdentityAndNoUnseededRandomness() {
        return noSimulatedClass()
                .should()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethodWhere(call("java.util.UUID", "randomUUID"))
                .because("randomness comes from the run's seed");
    }

    private static ArchRule noThreads() {
        return noSimulatedClass()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent")
                .orShould()
                .callMethodWhere(call("java.util.stream.Stream", "parallel"))
                .orShould()
                .callMethodWhere(call("java.util.Collection", "parallelStream"))
                .because("one thread runs the machine, and its scheduler decides which PE is next");
    }

    private static GivenClassesConjunction noSimulatedClass() {
        return noClasses()
                .that()
                .resideInAnyPackage(Modules.SIMULATED_MACHINE.stream()
                        .map(Modules::packageOf)
                        .toArray(String[]::new));
    }

    private static DescribedPredicate<JavaCall<?>> call(String ownerName, String methodPattern) {
        return target(owner(name(ownerName))).and(target(nameMatching(methodPattern)));
    }
}
