package org.realmscope.scenario.lang.validation;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EPackage;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.validation.AbstractDeclarativeValidator;
import org.eclipse.xtext.validation.EValidatorRegistrar;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.Range;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.vocabulary.Suggestion;
import org.realmscope.scenario.model.AddressRange;

/**
 * What the groups of checks share. A check meets trees with holes, because text that is being written is wrong most of
 * the time; it then says nothing about what is not there.
 */
abstract class Checks extends AbstractDeclarativeValidator {
    /** The groups belong to {@link ScenarioValidator}, which is registered for all of them. */
    @Override
    @Inject
    public void register(EValidatorRegistrar unused) {}

    @Override
    protected List<EPackage> getEPackages() {
        return List.of(SyntaxPackage.eINSTANCE);
    }

    /** @param data what a quick fix needs */
    final void problem(
            ProblemCode code, String message, EObject at, @Nullable EStructuralFeature feature, String... data) {
        error(message, at, feature, code.name(), data);
    }

    /**
     * What is possible, and yet hardly meant.
     *
     * @param data what a quick fix needs
     */
    final void suspicion(
            ProblemCode code, String message, EObject at, @Nullable EStructuralFeature feature, String... data) {
        warning(message, at, feature, code.name(), data);
    }

    /** One of the values of a feature is wrong. */
    final void problemAt(
            int index, ProblemCode code, String message, EObject at, EStructuralFeature feature, String... data) {
        error(message, at, feature, index, code.name(), data);
    }

    /**
     * Says that there is no such word, unless there is.
     *
     * @param what beginning of the message, up to the word: {@code there is no backing}
     */
    final boolean isKnown(
            String what, @Nullable String word, Collection<String> words, EObject at, EStructuralFeature feature) {
        if (word == null || words.contains(word)) {
            return word != null;
        }
        problem(
                ProblemCode.UNKNOWN_NAME,
                what + " '" + word + "'" + Suggestion.sentence(word, words),
                at,
                feature,
                Suggestion.closest(word, words).stream().toArray(String[]::new));
        return false;
    }

    /** Says that a number is outside its limits, unless it is not. */
    final boolean isWithin(
            String what, @Nullable Long number, long least, long most, EObject at, EStructuralFeature feature) {
        if (number == null || (number >= least && number <= most)) {
            return number != null;
        }
        problem(
                ProblemCode.NUMBER,
                what + " is " + number + ", and must be "
                        + (most == Long.MAX_VALUE ? "at least " + least : "from " + least + " to " + most),
                at,
                feature,
                Long.toString(number < least ? least : most));
        return false;
    }

    /** Says that an address or size is not aligned, unless it is. */
    final boolean isAligned(
            String what, @Nullable Long number, long alignment, EObject at, @Nullable EStructuralFeature feature) {
        if (number == null || number % alignment == 0) {
            return number != null;
        }
        long below = number & -alignment;
        problem(
                ProblemCode.MISALIGNED,
                what + " " + Numbers.address(number) + " is not a multiple of " + text(alignment) + "; next to it are "
                        + Numbers.address(below) + " and " + Numbers.address(below + alignment),
                at,
                feature,
                Numbers.address(below),
                Numbers.address(below + alignment));
        return false;
    }

    private static String text(long alignment) {
        return alignment < Elements.PAGE ? alignment + " bytes" : Numbers.size(alignment);
    }

    /** The addresses of a range, if they are any and aligned; says what is wrong otherwise. */
    final Optional<AddressRange> range(String what, @Nullable Range range, long alignment) {
        Optional<AddressRange> found = Elements.range(range);
        if (found.isEmpty() || range == null) {
            return Optional.empty();
        }
        AddressRange addresses = found.get();
        if (Long.compareUnsigned(addresses.end(), addresses.base()) <= 0) {
            problem(ProblemCode.EMPTY_RANGE, what + emptiness(range, addresses), range, null);
            return Optional.empty();
        }
        boolean aligned = isAligned(what + ":", range.getBase(), alignment, range, SyntaxPackage.Literals.RANGE__BASE);
        aligned &= range.getEnd() == null
                || isAligned(what + ":", range.getEnd(), alignment, range, SyntaxPackage.Literals.RANGE__END);
        aligned &= range.getSize() == null
                || isAligned(what + ": size", range.getSize(), alignment, range, SyntaxPackage.Literals.RANGE__SIZE);
        return aligned ? found : Optional.empty();
    }

    private static String emptiness(Range range, AddressRange addresses) {
        if (range.getSize() != null) {
            return range.getSize() == 0 ? " has size 0" : " ends above 64 bits";
        }
        return " ends at " + Numbers.address(addresses.end()) + ", not above its first address "
                + Numbers.address(addresses.base()) + " (the end is the first address behind the range)";
    }

    /** Says that a range leaves the half of the IPA space in which it must be, unless it does not. */
    final boolean isInProtectedHalf(String what, AddressRange range, Realm realm, EObject at) {
        long half = Elements.unprotectedBit(realm);
        if (Long.compareUnsigned(range.end(), half) <= 0) {
            return true;
        }
        int bits = Elements.ipaBits(realm);
        boolean outside = Long.compareUnsigned(range.end(), half * 2) > 0;
        problem(
                outside ? ProblemCode.OUTSIDE_IPA_SPACE : ProblemCode.WRONG_HALF,
                what + " ends at " + Numbers.address(range.end()) + ", above "
                        + (outside ? "the IPA space" : "the protected half of the IPA space")
                        + "; with ipa_bits " + bits + " protected addresses end at " + Numbers.address(half),
                at,
                null);
        return false;
    }

    /** Names that stand for two things. */
    final <T extends EObject> void namesAreUnique(
            String what, Collection<T> named, Function<T, @Nullable String> nameOf, EStructuralFeature feature) {
        Set<String> seen = new HashSet<>();
        for (T element : named) {
            String name = nameOf.apply(element);
            if (name != null && !seen.add(name)) {
                problem(
                        ProblemCode.DUPLICATE,
                        "there are two " + what + " with the name '" + name + "'",
                        element,
                        feature);
            }
        }
    }

    /** The directory of the document; none if the document is not a file. */
    static Optional<Path> directory(EObject element) {
        Resource resource = element.eResource();
        URI uri = resource == null ? null : resource.getURI();
        return uri != null && uri.isFile()
                ? Optional.ofNullable(Path.of(uri.toFileString()).getParent())
                : Optional.empty();
    }
}
