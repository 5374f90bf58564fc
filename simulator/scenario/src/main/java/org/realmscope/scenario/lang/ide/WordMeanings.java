package org.realmscope.scenario.lang.ide;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.realmscope.scenario.lang.vocabulary.StateNames;

/** What words of the language mean that are neither commands nor names. */
final class WordMeanings {
    /** The two vocabularies for the two halves of a realm's IPA space. */
    static final String POLARITY = """
        | Arm | KVM | top active bit of the IPA | who owns the memory | has a RIPAS |
        |---|---|---|---|---|
        | protected | private | clear | the realm; granules are delegated | yes |
        | unprotected | shared | set | the host; both can access it | no |

        The top active bit is bit `ipa_bits` - 1. Arm's bit means *un*protected; TDX has a shared bit of the same \
        polarity, the C bit of SEV-SNP has the opposite one. The host knows one memory map: the unprotected half is \
        an alias of the same slots.\
        """;

    private static final String RIPAS = """


        RIPAS is the realm's view of a protected page, HIPAS (UNASSIGNED, ASSIGNED) the host's. They are \
        independent: RIPAS says what an access may do, HIPAS whether there is memory behind it.

        | | UNASSIGNED | ASSIGNED |
        |---|---|---|
        | EMPTY | external abort in the realm | external abort in the realm |
        | RAM | fault, exits to the host | access |
        | DESTROYED | fault, exits to the host | fault, exits to the host, again and again |\
        """;

    private static final Map<String, String> STATES = table("""
        empty: **RIPAS EMPTY**: nothing of the realm's is there; an access aborts inside the realm, and the \
        host never hears of it.
        ram: **RIPAS RAM**: memory of the realm; the host is asked for it at the first access.
        destroyed: **RIPAS DESTROYED**: the host took the memory away. Only the realm can make it RAM again, \
        with a change of RIPAS that allows for it.
        unassigned: **UNASSIGNED**: a protected entry without memory behind it; it still has a RIPAS.
        assigned: **ASSIGNED**: a protected entry with a DATA granule, or at level 1 or 2 a block of them.
        unassigned_ns: **UNASSIGNED_NS**: an unprotected entry without a mapping.
        assigned_ns: **ASSIGNED_NS**: an unprotected entry that maps memory of the host's choice.
        table: **TABLE**: an entry that points to a table of the next level.
        """);

    private static final Map<String, String> SETTINGS = table("""
        pes: Number of PEs, up to 8: one for the VMM, one for each vCPU, and spare ones.
        dram: Memory from 0x4000_0000 on.
        seed: Where all randomness of the run comes from; the same seed gives the same run.
        quantum: Mean number of instructions of a scheduler slice. Small ones make races likely.
        limit: Number of instructions after which the run is stopped.
        profile: Where RMM 1.0 leaves a choice: `specification`, or as the reference `tf-rmm-rel0` does.
        unknown_content: What RMI_DATA_CREATE_UNKNOWN leaves in a page: `zero` or a `pattern`. The \
        specification promises neither.
        image: A file to run instead of what comes with Realmscope.
        ipa_bits: Width of the realm's IPA space, 32 to 48, or 52 with LPA2. Its top bit tells protected \
        from unprotected.
        start_level: Level at which a walk of the realm's tables starts; without it the host derives it from \
        `ipa_bits`.
        lpa2: Descriptors for 52 bits of address.
        hash: Algorithm of the realm's measurements.
        behaviour: All switches at once: `rfc` is the first series for runtime faulting (January 2023), \
        `today` what it had become by 2026.
        readonly_unprotected: Write faults on a read-only shared mapping. `rfc` takes each fault of a vCPU \
        as a write; `naive` trusts the access type for unprotected addresses and so meets what that \
        overlooks (no relax command in RMI, hidden write bit of `stp`); `fixed` unmaps and maps again, and \
        does not trust an access without syndrome; `today` is the later series.
        block_mappings: When 2 MiB blocks are mapped. `off`: never; `follow-user`: where the VMM's own \
        mapping has one, whatever RIPAS or contents say; `opportunistic`: only where a whole block can be.
        age_unprotected: Whether aging unmaps shared pages and takes the fault again. There is no access \
        flag, so each page costs RMI calls.
        race: Two vCPUs fault on one page. `rfc`: the one that fails to delegate reads the entry, may find \
        it unassigned, warns and fails; `today`: it goes on, and the access is tried again.
        debug_vm: Whether assertions of CONFIG_DEBUG_VM are checked: that no fault is write and execute at \
        once trips on the first fetch.
        unmap_alias: What a notifier or a slot deletion unmaps. `rfc`: only the lower half, so a shared \
        mapping of freed memory stays; `both`: both halves.
        """);

    private static final Map<String, String> BACKINGS = Map.of(
            "anon", "Anonymous memory in pages of 4 KiB.",
            "thp", "Anonymous memory in transparent huge pages, where it is aligned to 2 MiB.",
            "hugetlb", "Huge pages of 2 MiB; the slot has to be aligned to them.",
            "guest_memfd", "Protected memory comes from a file that user space cannot map.");

    private static final Map<String, String> STATUSES = Map.of(
            "RMI_SUCCESS", "The command did what it says.",
            "RMI_ERROR_INPUT", "An input, in a register or in memory, is not acceptable.",
            "RMI_ERROR_REALM", "An attribute or the state of the realm prevents the command; the index tells which.",
            "RMI_ERROR_REC", "An attribute or the state of the REC prevents the command.",
            "RMI_ERROR_RTT",
                    "The walk of the tables ended early, or at an entry in another state; the index is the level.",
            "RSI_SUCCESS", "The command did what it says.",
            "RSI_ERROR_INPUT", "An input is not acceptable.",
            "RSI_ERROR_STATE", "The state of the realm or the vCPU does not suit the command.",
            "RSI_INCOMPLETE", "Call again to go on.",
            "RSI_ERROR_UNKNOWN", "Something went wrong that the specification does not name.");

    private WordMeanings() {}

    /** Lines of {@code word: meaning}. */
    private static Map<String, String> table(String lines) {
        Map<String, String> meanings = new TreeMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            meanings.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return Collections.unmodifiableMap(meanings);
    }

    /** RIPAS, HIPAS or the state of an RTT entry. */
    static Optional<String> state(String word) {
        return Optional.ofNullable(STATES.get(word))
                .map(meaning -> StateNames.RIPAS.contains(word) ? meaning + RIPAS : meaning);
    }

    static Optional<String> setting(String word) {
        return Optional.ofNullable(SETTINGS.get(word));
    }

    static Optional<String> backing(String word) {
        return Optional.ofNullable(BACKINGS.get(word));
    }

    static Optional<String> status(String word) {
        return Optional.ofNullable(STATUSES.get(word));
    }

    /** Words about the halves of the IPA space. */
    static Optional<String> half(String word) {
        return word.equals("shared") || word.equals("protected") || word.equals("unprotected")
                ? Optional.of("**" + word + "**\n\n" + POLARITY)
                : Optional.empty();
    }
}
