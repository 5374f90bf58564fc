package org.realmscope.rmm.choices;

import org.realmscope.platform.UserError;

/**
 * How an RMM decides each {@link RmmChoice}: a profile, possibly with single choices changed.
 *
 * @param profile name of the profile that it started from
 * @param referenceChoices bit {@code ordinal()} is set for each choice that follows the reference
 * @param unknownContent what DATA_CREATE_UNKNOWN leaves in a page
 */
public record RmmChoices(String profile, long referenceChoices, UnknownContent unknownContent) {
    /**
     * What the specification says, and the more useful behaviour where it says nothing: REMs are extended as in the
     * reference implementation, so that verifiers made for it work.
     */
    public static final RmmChoices SPECIFICATION =
            new RmmChoices("specification", 1L << RmmChoice.REM_EXTEND_PADDING.ordinal(), UnknownContent.ZERO);

    /** The reference implementation at tag {@code rmm-spec-v1.0-rel0}, check order included. */
    public static final RmmChoices TF_RMM_REL0 =
            new RmmChoices("tf-rmm-rel0", (1L << RmmChoice.values().length) - 1, UnknownContent.ZERO);

    /**
     * The profile with this name.
     *
     * @throws UserError if there is none
     */
    public static RmmChoices of(String profile) {
        if (profile.equals(SPECIFICATION.profile)) {
            return SPECIFICATION;
        }
        if (profile.equals(TF_RMM_REL0.profile)) {
            return TF_RMM_REL0;
        }
        throw new UserError(
                UserError.Code.PARAMETER_INVALID,
                "there is no RMM profile '%s': the profiles are %s and %s"
                        .formatted(profile, SPECIFICATION.profile, TF_RMM_REL0.profile));
    }

    /** Whether {@code choice} is decided as in the reference implementation. */
    public boolean asReference(RmmChoice choice) {
        return (referenceChoices >>> choice.ordinal() & 1) != 0;
    }

    /** The profile to compare with in explanations: the specification's for the reference's, and the reverse. */
    public RmmChoices opposite() {
        return profile.equals(TF_RMM_REL0.profile) ? SPECIFICATION : TF_RMM_REL0;
    }

    /** These choices with one decided differently. */
    public RmmChoices with(RmmChoice choice, boolean asReference) {
        long bit = 1L << choice.ordinal();
        return new RmmChoices(profile, asReference ? referenceChoices | bit : referenceChoices & ~bit, unknownContent);
    }

    /** These choices with another content of unknown pages. */
    public RmmChoices with(UnknownContent content) {
        return new RmmChoices(profile, referenceChoices, content);
    }
}
