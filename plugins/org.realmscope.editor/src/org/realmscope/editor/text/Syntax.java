package org.realmscope.editor.text;

import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;

/** The words by which a language is coloured. */
enum Syntax {
    /** Scenarios: the words of docs/scenario-language.md. */
    SCENARIO("""
        age all allocation always at atomic await backing buffer by byte call calls delete double entry
        execute expect external_abort fail fault faults fetch flush for forever from get_ripas half host
        host_call in interrupt kick level load measured measurement mmio move no of on once pages pair
        platform poke populate program progress protected psci rd read readonly reads realm rec repeat
        reply resolved ripas rmi rmm rsi rtt runs scenario set set_ripas shared size slot status step store
        test_age text times to unmap unmeasured unprotected vcpu vmm wfe wfi with word words write zero
        """, """
            age_unprotected behaviour block_mappings debug_vm dram hash image ipa_bits limit lpa2 pes profile quantum
            race readonly_unprotected seed start_level unknown_content unmap_alias
            """, "B KiB MiB GiB TiB"),
    /** C, as far as host images need it. */
    C("""
    auto bool break case char const continue default do double else enum extern false float for goto if
    inline int long register restrict return short signed sizeof static static_assert struct switch
    true typedef union unsigned void volatile while
    """, "", "");

    private final Set<String> keywords;
    private final Set<String> settings;
    private final Set<String> units;

    Syntax(String keywords, String settings, String units) {
        this.keywords = words(keywords);
        this.settings = words(settings);
        this.units = words(units);
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+"));
    }

    /** Whether a word is one of the language's own, so that nothing can be called so; names of settings can. */
    boolean isKeyword(String word) {
        return keywords.contains(word);
    }

    /** How a word is coloured; null for names. */
    @Nullable
    TextColour colour(String word) {
        if (keywords.contains(word) || settings.contains(word)) {
            return TextColour.KEYWORD;
        }
        if (units.contains(word)) {
            return TextColour.NUMBER;
        }
        return word.matches("(RMI|RSI|PSCI|SMC)_[A-Z0-9_]+") ? TextColour.CALL : null;
    }
}
