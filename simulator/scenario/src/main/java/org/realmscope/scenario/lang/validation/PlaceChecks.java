package org.realmscope.scenario.lang.validation;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.build.Sizes;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.FetchStep;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.GetRipasStep;
import org.realmscope.scenario.lang.syntax.LoadStep;
import org.realmscope.scenario.lang.syntax.Place;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.StoreStep;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.model.AddressRange;

/** The addresses of guest steps: within the IPA space, in the right half of it, and aligned for the access. */
public class PlaceChecks extends Checks {
    private static final int INSTRUCTION = 4;

    @Check
    public void place(Place place) {
        Realm realm = Elements.realm(place);
        if (realm == null) {
            return;
        }
        if (place.eContainer() instanceof GetRipasStep && isShared(place)) {
            problem(
                    ProblemCode.WRONG_HALF,
                    "only protected addresses have a RIPAS; leave 'shared' out",
                    place,
                    SyntaxPackage.Literals.PLACE__SHARED);
            return;
        }
        if (place.getVariable() == null) {
            absolute(place, realm);
        } else if (!place.getVariable().eIsProxy()) {
            relative(place, place.getVariable(), realm);
        }
    }

    static boolean isShared(Place place) {
        return place.isShared()
                || (place.getVariable() != null
                        && !place.getVariable().eIsProxy()
                        && place.getVariable().isShared());
    }

    private void absolute(Place place, Realm realm) {
        Long ipa = place.getOffset();
        if (ipa == null) {
            return;
        }
        long half = Elements.unprotectedBit(realm);
        if (Long.compareUnsigned(ipa, half * 2) >= 0) {
            problem(
                    ProblemCode.OUTSIDE_IPA_SPACE,
                    Numbers.address(ipa) + " is outside the IPA space, which ends at " + Numbers.address(half * 2)
                            + " with ipa_bits " + Elements.ipaBits(realm),
                    place,
                    null);
        } else if (Long.compareUnsigned(ipa, half) >= 0) {
            String low = Numbers.address(ipa - half);
            problem(
                    ProblemCode.WRONG_HALF,
                    place.isShared()
                            ? Numbers.address(ipa)
                                    + " has the unprotected bit already; 'shared' sets it: write 'shared " + low + "'"
                            : Numbers.address(ipa) + " is in the unprotected half of the IPA space, which begins at "
                                    + Numbers.address(half) + "; write 'shared " + low + "' for the alias of " + low,
                    place,
                    null,
                    "shared " + low);
        } else if (isAligned(
                        "an access of this size:",
                        ipa,
                        alignment(place.eContainer()),
                        place,
                        SyntaxPackage.Literals.PLACE__OFFSET)
                && Long.compareUnsigned(ipa + bytes(place.eContainer()), half) > 0) {
            problem(
                    ProblemCode.OUTSIDE_IPA_SPACE,
                    "the access reaches over " + Numbers.address(half) + ", the end of its half of the IPA space",
                    place,
                    null);
        }
    }

    private void relative(Place place, ForStep loop, Realm realm) {
        if (place.isShared() && loop.isShared()) {
            problem(
                    ProblemCode.WRONG_HALF,
                    "'" + loop.getName() + "' runs over shared addresses already; leave 'shared' out",
                    place,
                    SyntaxPackage.Literals.PLACE__SHARED,
                    "");
            return;
        }
        Optional<AddressRange> range = Elements.range(loop.getRange());
        long step = step(loop);
        if (range.isEmpty() || range.get().size() <= 0 || step <= 0) {
            return;
        }
        long offset = Elements.value(place.getOffset());
        long alignment = alignment(place.eContainer());
        long first = range.get().base() + offset;
        if (first % alignment != 0 || step % alignment != 0) {
            problem(
                    ProblemCode.MISALIGNED,
                    "addresses " + Numbers.address(first) + " + n * " + Numbers.address(step)
                            + " are not all multiples of " + alignment + ", as an access of this size needs",
                    place,
                    null);
            return;
        }
        long last = first + Long.divideUnsigned(range.get().size() - 1, step) * step;
        long half = Elements.unprotectedBit(realm);
        if (Long.compareUnsigned(offset, half) >= 0
                || Long.compareUnsigned(last + bytes(place.eContainer()), half) > 0) {
            problem(
                    ProblemCode.OUTSIDE_IPA_SPACE,
                    "in the last pass this is " + Numbers.address(last) + ", and its half of the IPA space ends at "
                            + Numbers.address(half),
                    place,
                    null);
        }
    }

    private static long step(ForStep loop) {
        Long step = loop.getStep();
        return step == null ? Elements.PAGE : step;
    }

    /** Bytes that an access touches from its address on. */
    private static long bytes(@Nullable EObject step) {
        return switch (step) {
            case LoadStep load -> load.isPair() ? 2L * Long.BYTES : Sizes.bytes(load.getSize());
            case StoreStep store -> store.isPair() ? 2L * Long.BYTES : Sizes.bytes(store.getSize());
            case FetchStep fetch -> INSTRUCTION;
            case GetRipasStep get -> Elements.PAGE;
            case null, default -> Long.BYTES;
        };
    }

    /** The guest runs without stage 1, so an unaligned access takes an alignment fault and never reaches stage 2. */
    private static long alignment(@Nullable EObject step) {
        return switch (step) {
            case LoadStep load -> load.isPair() ? Long.BYTES : Sizes.bytes(load.getSize());
            case StoreStep store -> store.isPair() ? Long.BYTES : Sizes.bytes(store.getSize());
            case null, default -> bytes(step);
        };
    }
}
