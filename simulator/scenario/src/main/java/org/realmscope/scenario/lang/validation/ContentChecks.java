package org.realmscope.scenario.lang.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.validation.Check;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.build.Sizes;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.Populate;
import org.realmscope.scenario.lang.syntax.Program;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.model.AddressRange;

/** What is in a realm's memory before activation. */
public class ContentChecks extends Checks {
    /** All of it is read, measured and copied page by page before the run. */
    private static final long MOST_BYTES = 256L << 20;

    @Check
    public void populate(Populate populate) {
        isAligned("populate:", populate.getBase(), Elements.PAGE, populate, SyntaxPackage.Literals.POPULATE__BASE);
        for (int i = 0; i < populate.getWords().size(); i++) {
            Long word = populate.getWords().get(i);
            if (word != null && !Sizes.fits(word, Integer.BYTES)) {
                problemAt(
                        i,
                        ProblemCode.NUMBER,
                        Numbers.address(word) + " does not fit into a word of 32 bits",
                        populate,
                        SyntaxPackage.Literals.POPULATE__WORDS);
            }
        }
        boolean hasRange = populate.getEnd() != null || populate.getSize() != null;
        if (populate.isZero() && !hasRange) {
            problem(
                    ProblemCode.MISSING,
                    "how much is zero? Write 'populate BASE .. END zero' or 'populate BASE size SIZE zero'",
                    populate,
                    SyntaxPackage.Literals.POPULATE__ZERO);
        }
        if (populate.getFile() != null) {
            OptionalLong size =
                    new FileChecks(this).size(populate.getFile(), populate, SyntaxPackage.Literals.POPULATE__FILE);
            if (size.isPresent()) {
                content(populate, size.getAsLong());
            }
        } else {
            content(populate, inlineBytes(populate));
        }
    }

    /** @param bytes of the content itself */
    private void content(Populate populate, long bytes) {
        Long base = populate.getBase();
        boolean hasRange = populate.getEnd() != null || populate.getSize() != null;
        if (base == null || populate.isZero() && !hasRange) {
            return;
        }
        AddressRange range = hasRange
                ? Elements.range(base, populate.getEnd(), populate.getSize())
                : new AddressRange(base, base + bytes);
        if (Long.compareUnsigned(range.end(), range.base()) <= 0) {
            problem(
                    ProblemCode.EMPTY_RANGE,
                    hasRange ? "the range ends before it begins, or is empty" : "there is nothing to populate",
                    populate,
                    null);
        } else if (hasRange && Long.compareUnsigned(bytes, range.size()) > 0) {
            problem(
                    ProblemCode.COUNT,
                    "the content has " + bytes + " bytes, the range only " + range.size(),
                    populate,
                    null);
        } else if (Long.compareUnsigned(range.size(), MOST_BYTES) > 0) {
            problem(
                    ProblemCode.NUMBER,
                    Numbers.size(range.size()) + " are too much: at most " + Numbers.size(MOST_BYTES)
                            + " are populated before activation; the rest of a slot is RAM without contents",
                    populate,
                    null);
        } else if (base % Elements.PAGE == 0) {
            Memory.of((Realm) populate.eContainer()).requireRam(this, "the content", range, populate, null);
        }
    }

    @Check
    public void contentsDoNotOverlap(Realm realm) {
        List<Populate> contents = EcoreUtil2.typeSelect(realm.getItems(), Populate.class);
        Optional<AddressRange> program = program(realm);
        List<AddressRange> before = new ArrayList<>();
        for (Populate content : contents) {
            Optional<AddressRange> pages = pages(content);
            if (pages.isEmpty()) {
                continue;
            }
            for (AddressRange other : before) {
                if (other.overlaps(pages.get())) {
                    problem(
                            ProblemCode.OVERLAP,
                            "pages " + RealmChecks.text(pages.get()) + " overlap those populated above, "
                                    + RealmChecks.text(other),
                            content,
                            null);
                }
            }
            if (program.isPresent() && program.get().overlaps(pages.get())) {
                problem(
                        ProblemCode.OVERLAP,
                        "the guest program is at "
                                + Numbers.address(program.get().base())
                                + "; move it with 'program at ADDRESS', or populate elsewhere",
                        content,
                        null);
            }
            before.add(pages.get());
        }
    }

    /** First page of the guest program; how long it is, its assembly tells. */
    private static Optional<AddressRange> program(Realm realm) {
        if (Elements.vcpus(realm).stream().allMatch(vcpu -> vcpu.getElf() != null)) {
            return Optional.empty();
        }
        for (Program program : EcoreUtil2.typeSelect(realm.getItems(), Program.class)) {
            if (program.getBase() != null) {
                return Optional.of(RealmChecks.page(program.getBase()));
            }
        }
        return Elements.slots(realm).stream()
                .findFirst()
                .flatMap(slot -> Elements.range(slot.getRange()))
                .map(range -> RealmChecks.page(range.base()));
    }

    private static Optional<AddressRange> pages(Populate populate) {
        Long base = populate.getBase();
        if (base == null) {
            return Optional.empty();
        }
        long end = populate.getEnd() != null || populate.getSize() != null
                ? Elements.range(base, populate.getEnd(), populate.getSize()).end()
                : base + Math.max(bytes(populate), 1);
        return Optional.of(new AddressRange(base & -Elements.PAGE, (end + Elements.PAGE - 1) & -Elements.PAGE));
    }

    private static long bytes(Populate populate) {
        return populate.getFile() == null
                ? inlineBytes(populate)
                : FileChecks.size(populate.getFile(), populate).orElse(0);
    }

    private static long inlineBytes(Populate populate) {
        return populate.getText() != null
                ? populate.getText().getBytes(StandardCharsets.UTF_8).length
                : (long) populate.getWords().size() * Integer.BYTES;
    }
}
