package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;

/** For every sort of mistake: its position, its code, and what the message says would be right. */
class ScenarioErrorsTest {
    private static final ScenarioReader READER = new ScenarioReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        relam x { }                      | 1  | SYNTAX       | did you mean 'realm'?
        realm realm { } }                | 17 | SYNTAX       | '}' is not expected here
        realm x { slto ram 0 .. 1 MiB }  | 11 | UNKNOWN_NAME | did you mean 'slot'?
        realm x { store 1 to 0 }         | 11 | SYNTAX       | a line of a realm begins with slot, ripas
        realm { }                        | 7  | SYNTAX       | write: realm NAME
        realm half { }                   | 7  | SYNTAX       | cannot be a name
        scenario hello                   | 10 | SYNTAX       | a text in quotes
        scenario "hello                  | 10 | SYNTAX       | does not end in its line
        /* comment                       | 1  | SYNTAX       | write */ behind it
        vmm { unmap x 0 .. 1 }           | 7  | SYNTAX       | a rule begins with at or on
        platform { pes }                 | 16 | SYNTAX       | write: pes N
        platform { 3 }                   | 12 | SYNTAX       | a setting is pes, dram, seed, quantum or limit
        platform { pes: 3 }              | 15 | SYNTAX       | ':' is not expected here; write: pes N
        host { behaviour = today }       | 18 | SYNTAX       | write: behaviour rfc|today
        realm r { ipa_bits = 40 }        | 20 | SYNTAX       | write: ipa_bits N
        realm r { hash sha-512 }         | 16 | UNKNOWN_NAME | possible: sha256 or sha512
        Realm r { }                      | 1  | SYNTAX       | did you mean 'realm'?
        realm r { slot a 0 to 1 MiB }    | 20 | SYNTAX       | 'to' is not expected here; write: slot NAME BASE .. END
        realm r { slot a 0 .. 1 MiB anon } | 29 | UNKNOWN_NAME | for a slot write 'backing anon'
        realm r { slot a 0 .. 64 MB }    | 26 | UNKNOWN_NAME | there is no unit 'MB'; did you mean 'MiB'?
        realm r { slot a 0 .. 1g }       | 24 | UNKNOWN_NAME | did you mean 'GiB'?
        vmm { at fault 3 { } }           | 10 | SYNTAX       | 'fault' is not expected here; write: at boot|start|end
        vmm { on start { } }             | 10 | SYNTAX       | write: on fault N
        vmm { at start { inject } }      | 18 | SYNTAX       | an action begins with unmap
        expect { faults 2 }              | 10 | SYNTAX       | write: [at least|at most] N|no faults
        expect { two faults }            | 10 | SYNTAX       | begins with a count of faults, calls or warnings
        @                                | 1  | SYNTAX       | '@' is not expected here
        expect { no leaks }              | 1  | MISSING      | it needs a 'realm'
        platform { pes 1 } platform { }  | 20 | DUPLICATE    | two sections 'platform'
        """)
    void documentIsRefused(String text, int column, ProblemCode code, String message) {
        check(text, column, code, message);
    }

    @Test
    void failuresOfMoreCommandsThanTheHostKeepsAreRefused() {
        StringBuilder text = new StringBuilder();
        for (RmiCommand command : List.of(RmiCommand.values()).subList(0, 8)) {
            text.append("fail ").append(command.specificationName()).append(' ');
        }
        String last = "fail " + RmiCommand.values()[8].specificationName();
        check(text + last, text.length() + 6, ProblemCode.COUNT, "the host keeps failures of 8 commands at a time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        platform { pse 3 }               | 12 | UNKNOWN_NAME | 'platform' has no setting 'pse'; did you mean 'pes'?
        platform { pes 0 }               | 16 | NUMBER       | from 1 to 8
        platform { pes 9 }               | 16 | NUMBER       | from 1 to 8
        platform { pes 1 }               | 16 | TOO_FEW_PES  | 1 vCPU and the VMM need 2
        platform { pes two }             | 16 | UNKNOWN_NAME | 'pes' takes a number
        platform { seed 1 seed 2 }       | 19 | DUPLICATE    | 'seed' is set twice
        platform { dram 1 MiB }          | 17 | NUMBER       | from 64 MiB to 63 GiB
        platform { dram 67108865 }       | 17 | MISALIGNED   | 0x400_0000 and 0x400_1000
        platform { quantum 0 }           | 20 | NUMBER       | from 1 to 1099511627776
        platform { limit 0 }             | 18 | NUMBER       | at least 1
        platform { limit 99999999999999999999 } | 18 | NUMBER | does not fit into 64 bits
        platform { limit 16777216 TiB }  | 18 | NUMBER       | does not fit into 64 bits
        platform { limit 0x_ }           | 18 | NUMBER       | has no digits
        rmm { profile specificaton }     | 15 | UNKNOWN_NAME | did you mean 'specification'?
        rmm { image "none.img" }         | 13 | FILE         | relative to the scenario's directory
        rmm { image "" }                 | 13 | FILE         | is empty
        host { behavior rfc }            | 8  | UNKNOWN_NAME | did you mean 'behaviour'?
        host { debug_vm maybe } | 17 | UNKNOWN_NAME | 'debug_vm' has no value 'maybe'; possible: off or on
        fail RMI_RTT_FOLD fail 2nd RMI_RTT_FOLD | 28 | DUPLICATE | there is a 'fail' for RMI_RTT_FOLD already
        fail allocation fail 2nd allocation | 26 | DUPLICATE | there is a 'fail' for allocation already
        vmm { at start { fail RMI_VERSION fail RMI_VERSION } } | 40 | DUPLICATE | put it into a rule of 'vmm'
        host { block_mappings follow-usr } | 23 | UNKNOWN_NAME | did you mean 'follow-user'?
        """)
    void settingIsRefused(String text, int column, ProblemCode code, String message) {
        check(text + "\nrealm r { slot ram 0 .. 64 MiB vcpu v { } }", column, code, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ipa_bits 31                          | 10 | NUMBER            | outside 32 to 48
        ipa_bits 49                          | 10 | NUMBER            | with 'lpa2 on' it may be up to 52
        start_level 0                        | 13 | START_LEVEL       | 36 bits cannot start at level 0; possible: 1
        start_level -2                       | 13 | START_LEVEL       | possible: 1
        hash sha384                          | 6  | UNKNOWN_NAME      | possible: sha256 or sha512
        slot a 32 MiB .. 96 MiB              | 8  | OVERLAP           | slot 'ram', which is at 0x0 .. 0x400_0000
        slot ram 1 GiB .. 2 GiB              | 6  | DUPLICATE         | two slots with the name 'ram'
        slot a 0x4000_0001 .. 0x4000_2000    | 8  | MISALIGNED        | 0x4000_0000 and 0x4000_1000
        slot a 0x4000_1000 size 2 MiB backing hugetlb | 8 | MISALIGNED | not a multiple of 2 MiB
        slot a 1 GiB .. 1 GiB                | 8  | EMPTY_RANGE       | not above its first address
        slot a 1 GiB size 0                  | 8  | EMPTY_RANGE       | size 0
        slot a 1 GiB                         | 8  | MISSING           | has no end
        slot a 32 GiB size 4 KiB             | 8  | WRONG_HALF        | protected addresses end at 0x8_0000_0000
        slot a 64 GiB size 4 KiB             | 8  | OUTSIDE_IPA_SPACE | above the IPA space
        slot a 1 GiB .. 2 GiB backing anno   | 31 | UNKNOWN_NAME      | did you mean 'anon'?
        ripas rem 0 .. 4 KiB                 | 7  | UNKNOWN_NAME      | did you mean 'ram'?
        ripas empty 0 .. 4 KiB               | 7  | NOT_HERE          | leave the line out
        populate 0x10_0001 words 1           | 10 | MISALIGNED        | 0x10_0000 and 0x10_1000
        populate 0x1000 words 0x1_0000_0000  | 23 | NUMBER            | does not fit into a word of 32 bits
        populate 0x1000 zero                 | 17 | MISSING           | how much is zero?
        populate 0x1000 .. 0x1000 zero       | 1  | EMPTY_RANGE       | ends before it begins
        populate 0x1000 size 4 words 1, 2    | 1  | COUNT             | the content has 8 bytes, the range only 4
        populate 0x1000 from "none.bin"      | 22 | FILE              | does not exist
        populate 0x1000 from "src"           | 22 | FILE              | is a directory
        populate 1 GiB words 1               | 1  | OUTSIDE_MEMORY    | is in no slot; there is 0x0 .. 0x400_0000
        populate 0 words 1                   | 1  | OVERLAP           | the guest program is at 0x0
        populate 0 .. 1 GiB zero             | 1  | NUMBER            | at most 256 MiB
        program at 0x1001                    | 12 | MISALIGNED        | 0x1000 and 0x2000
        program at 1 GiB                     | 12 | OUTSIDE_MEMORY    | is in no slot
        vcpu w runs "none.elf"               | 13 | FILE              | does not exist
        vcpu v { }                           | 6  | DUPLICATE         | two vCPUs with the name 'v'
        slot a 1 GiB size 4 KiB backing guest_memfd readonly | 45 | REFUSED_BY_HOST | KVM refuses it with -EINVAL
        mmio 0x30_0000 reads 1               | 6  | OVERLAP           | memory of slot 'ram', which is at 0x0 ..
        mmio 0x8_0900_0000 reads 1           | 1  | WRONG_HALF        | protected addresses end at 0x8_0000_0000
        mmio 64 MiB reads 1 mmio 64 MiB reads 2 | 26 | DUPLICATE     | reads of 0x400_0000 give is said twice
        mmio 64 MiB read 1                   | 13 | SYNTAX            | write: mmio ADDRESS reads VALUE
        """)
    void lineOfARealmIsRefused(String line, int column, ProblemCode code, String message) {
        check("realm r { slot ram 0 .. 64 MiB vcpu v { }\n" + line + "\n}", 2, column, code, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        stroe 1 to 0                         | 1  | SYNTAX            | there is no step 'stroe'; did you mean 'store'?
        store 1 at 0                         | 9  | SYNTAX            | but 'to'; write: store
        load 0 expct 1                       | 8  | SYNTAX            | did you mean 'expect'?
        load 0 expect wfi                    | 15 | SYNTAX            | write: load
        store byte 0x100 to 0                | 12 | NUMBER            | does not fit into a byte of 8 bits
        load byte 0 expect 300               | 20 | NUMBER            | can never be loaded as 8 bits
        load 0x8_0000_0000                   | 6  | WRONG_HALF        | write 'shared 0x0'
        load shared 0x8_0000_0000            | 6  | WRONG_HALF        | has the unprotected bit already
        load 0x10_0000_0000                  | 6  | OUTSIDE_IPA_SPACE | ends at 0x10_0000_0000 with ipa_bits 36
        load 0x20_0004                       | 6  | MISALIGNED        | 0x20_0000 and 0x20_0008
        load pair 0x7_ffff_fff8              | 11 | OUTSIDE_IPA_SPACE | reaches over
        fetch 2                              | 7  | MISALIGNED        | 4 bytes
        load pair 0 expect 1                 | 20 | COUNT             | gives 2 values, and 1 is expected
        load 0 expect 1, 2                   | 15 | COUNT             | gives 1 value, and 2 are expected
        store 1 to 0 expect 1                | 21 | COUNT | 'external_abort', 'granule_protection_fault' or 'stuck'
        load 0 expect stuck, 1               | 15 | COUNT             | stands alone
        wfi load x                           | 10 | UNKNOWN_NAME      | there is no loop variable 'x'
        rsi RSI_VERSON(1)                    | 5  | UNKNOWN_NAME      | did you mean 'RSI_VERSION'?
        rsi RSI_VERSION                      | 5  | COUNT             | takes 1 argument (req), not 0
        rsi RSI_VERSION(1) expect RSI_SUCESS | 27 | UNKNOWN_NAME      | did you mean 'RSI_SUCCESS'?
        rsi RSI_VERSION(1) expect external_abort | 27 | NOT_HERE      | a call returns a status
        psci PSCI_CPU_ON(w, entry v, 0)      | 18 | UNKNOWN_NAME      | there is no vCPU 'w'
        psci PSCI_CPU_ON(v)                  | 6  | COUNT             | takes 3 arguments
        psci PSCI_CPU_OFN                    | 6  | UNKNOWN_NAME      | did you mean 'PSCI_CPU_OFF'?
        host_call 0xffff                     | 11 | NUMBER            | marks the end
        host_call 0x1_0000                   | 11 | NUMBER            | from 0 to 65534
        get_ripas 0 expect rma               | 20 | UNKNOWN_NAME      | did you mean 'ram'?
        get_ripas shared 0                   | 11 | WRONG_HALF        | only protected addresses have a RIPAS
        set_ripas 0 .. 0x1001 to ram         | 16 | MISALIGNED        | 0x1000 and 0x2000
        set_ripas 0 .. 0x1000 to destroyed   | 26 | UNKNOWN_NAME      | possible: empty or ram
        set_ripas 0 .. 0x1000 to ram destoryed | 30 | UNKNOWN_NAME    | did you mean 'destroyed'?
        words 0x1_0000_0000                  | 7  | NUMBER            | has 32 bits
        atomic cas 1 to 0                    | 8  | COUNT             | atomic cas OLD, NEW to ADDRESS
        atomic inc 1 to 0                    | 8  | UNKNOWN_NAME      | add, swap or cas
        repeat 0 { }                         | 8  | NUMBER            | at least 1
        for p in 0x10 .. 0x8 { }             | 10 | EMPTY_RANGE       | not above its first address 0x10
        for p in 0x10 { }                    | 10 | MISSING           | has no end
        for p in 0 .. 8 step 0 { }           | 22 | NUMBER            | at least 1
        for p in 0 .. 8 { for p in 0 .. 8 { } } | 23 | DUPLICATE      | an enclosing loop
        for p in 0 .. 0x4000 { load p + 1 }  | 29 | MISALIGNED        | not all multiples of 8
        for p in 0 .. 0x4000 { load pp }     | 29 | UNKNOWN_NAME      | did you mean 'p'?
        for p in 0 .. 64 GiB { }             | 10 | WRONG_HALF        | protected addresses end at 0x8_0000_0000
        for p in shared 0 .. 8 { load shared p } | 31 | WRONG_HALF    | leave 'shared' out
        for p in 0 .. 32 GiB { load p + 0x1000 } | 29 | OUTSIDE_IPA_SPACE | in the last pass
        """)
    void stepIsRefused(String step, int column, ProblemCode code, String message) {
        check("realm r { slot ram 0 .. 64 MiB vcpu v {\n" + step + "\n} }", 2, column, code, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        at begin { }                             | 4  | UNKNOWN_NAME      | boot, start or end
        on fault 0 { }                           | 10 | NUMBER            | at least 1
        on host_call 0xffff { }                  | 14 | NUMBER            | from 0 to 65534
        at boot { delete r.ram }                 | 11 | NOT_HERE          | before the realms are created
        at start { reply 1 }                     | 12 | NOT_HERE          | on host_call NUMBER
        on host_call 1 { reply 1, 2, 3, 4, 5 }   | 18 | COUNT             | at most 4 values, not 5
        at 5 { delete q.ram }                    | 15 | UNKNOWN_NAME      | there is no realm 'q'; did you mean 'r'?
        at 5 { delete r.rma }                    | 17 | UNKNOWN_NAME      | 'rma' in realm 'r'; did you mean 'ram'?
        at 5 { kick r.w }                        | 15 | UNKNOWN_NAME      | no vCPU 'w' in realm 'r'; did you mean 'v'?
        at 5 { unmap r 1 .. 0x1000 }             | 16 | MISALIGNED        | 0x0 and 0x1000
        at 5 { unmap r 1 GiB .. 2 GiB }          | 16 | OUTSIDE_MEMORY    | not within one slot
        at 5 { age r 0 .. 128 MiB }              | 14 | OUTSIDE_MEMORY    | not within one slot
        at 5 { move r.ram to 1 }                 | 22 | MISALIGNED        | 0x0 and 0x1000
        at 5 { move r.ram to 32 GiB }            | 8  | WRONG_HALF        | protected addresses end
        at 5 { move r.ram to 1 GiB }             | 22 | OVERLAP           | slot 'top' is at
        at 5 { read r 1 }                        | 15 | MISALIGNED        | 8 bytes
        at 5 { write byte 256 to r 0 }           | 19 | NUMBER            | does not fit into 8 bits
        at 5 { interrupt r.v 64 }                | 22 | NUMBER            | from 0 to 63
        at 5 { set debug_vm maybe }              | 21 | UNKNOWN_NAME      | off or on
        at 5 { set image "x" }                   | 12 | UNKNOWN_NAME      | there is no switch 'image'
        at 5 { fail RMI_X }                      | 13 | UNKNOWN_NAME      | there is no RMI command 'RMI_X'
        at 5 { fail 2th RMI_VERSION }            | 13 | NUMBER            | it is 2nd, not 2th
        at 5 { fail 0th RMI_VERSION }            | 13 | NUMBER            | the first one is the 1st
        at 5 { fail RMI_VERSION with RMI_SUCCESS } | 30 | NOT_HERE        | does not return RMI_SUCCESS
        at 5 { fail RMI_VERSION with RMI_EROR_RTT } | 30 | UNKNOWN_NAME   | did you mean 'RMI_ERROR_RTT'?
        at 5 { fail RMI_VERSION with RMI_ERROR_RTT(4) } | 44 | NUMBER     | from -1 to 3
        at 5 { fail RMI_VERSION with RMI_ERROR_INPUT(1) } | 46 | NOT_HERE | has no index
        at 5 { pages a 3 }                       | 16 | NUMBER            | powers of two; take 4
        at 5 { pages a pages a }                 | 22 | DUPLICATE         | two 'pages' with the name 'a'
        at 5 { pages a poke a + 4 = 1 }          | 25 | MISALIGNED        | 0x0 and 0x8
        at 5 { pages a poke a + 0x1000 = 1 }     | 25 | OUTSIDE_MEMORY    | behind the end of 'a', which has 4 KiB
        at 5 { poke 5 = 1 }                      | 13 | NOT_HERE          | poke NAME + OFFSET = VALUE
        at 5 { rmi RMI_GRANULE_DELEGATE(a) pages a } | 33 | NOT_HERE      | taken only later
        at 5 { rmi RMI_RTT_CREATE(r.rd, 1) }     | 12 | COUNT             | 4 arguments (rd, rtt, ipa, level), not 2
        at 5 { rmi RMI_VERSION(1) expect RMI_SUCCESS, 1, 2, 3 } | 47 | COUNT | 2 values beside its status
        at 5 { rmi RMI_REC_DESTROY(r.w.rec) }    | 30 | UNKNOWN_NAME      | no vCPU 'w' in realm 'r'
        """)
    void ruleIsRefused(String rule, int column, ProblemCode code, String message) {
        check(
                "realm r { slot ram 0 .. 64 MiB slot top 1 GiB size 2 MiB vcpu v { } } vmm {\n" + rule + "\n}",
                2,
                column,
                code,
                message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        at lest 2 faults                       | 4  | UNKNOWN_NAME | did you mean 'least'?
        2 fautls                               | 3  | UNKNOWN_NAME | did you mean 'faults'?
        no leeks                               | 4  | UNKNOWN_NAME | did you mean 'leaks'?
        fault 0                                | 7  | NUMBER       | at least 1
        1 faults protected at shared 0         | 10 | WRONG_HALF   | is not protected
        1 faults unprotected at 0              | 25 | WRONG_HALF   | write 'shared'
        1 faults in 32 GiB .. 64 GiB           | 10 | WRONG_HALF   | protected addresses end
        1 faults of q                          | 13 | UNKNOWN_NAME | there is no realm 'q'
        1 faults of r.w                        | 15 | UNKNOWN_NAME | there is no vCPU 'w' in realm 'r'
        1 faults resolved by RMI_RTT_FLOD      | 22 | UNKNOWN_NAME | did you mean 'RMI_RTT_FOLD'?
        1 calls RMI_RTT_FLOD                   | 9  | UNKNOWN_NAME | did you mean 'RMI_RTT_FOLD'?
        1 calls RMI_RTT_FOLD status RMI_ERROR  | 29 | UNKNOWN_NAME | possible: RMI_SUCCESS
        ripas r 0 .. 0x100 ram                 | 14 | MISALIGNED   | 0x0 and 0x1000
        ripas r 0 .. 0x1000 rem                | 21 | UNKNOWN_NAME | did you mean 'ram'?
        rtt r 0 level 4 table                  | 15 | NUMBER       | from -1 to 3
        rtt r 0 level 3 assigned_ns            | 17 | WRONG_HALF   | write 'shared' before the address
        rtt r shared 0 level 3 assigned        | 24 | WRONG_HALF   | is assigned_ns
        measurement r rem9 0x12                | 15 | UNKNOWN_NAME | did you mean
        measurement r rim 0x12                 | 19 | COUNT        | has 64 hexadecimal digits behind 0x, not 2
        vcpu r.v endet                         | 10 | UNKNOWN_NAME | did you mean 'ended'?
        vcpu r.v ended -3                      | 16 | NOT_HERE     | only a vCPU that failed
        vcpu r.v failed 14                     | 17 | NUMBER       | for example -14
        """)
    void expectationIsRefused(String expectation, int column, ProblemCode code, String message) {
        check("realm r { slot ram 0 .. 64 MiB vcpu v { } } expect {\n" + expectation + "\n}", 2, column, code, message);
    }

    @Test
    void ninePesAreTooMany() {
        String vcpus = "vcpu a { } vcpu b { } vcpu c { } vcpu d { } vcpu e { } vcpu f { } vcpu g { } vcpu h { }";
        check(
                "realm r { slot ram 0 .. 64 MiB\n" + vcpus + "\n}",
                2,
                83,
                ProblemCode.TOO_FEW_PES,
                "need 9 PEs; a machine has at most 8");
    }

    @Test
    void nestingIsLimited() {
        String text = "realm r { slot ram 0 .. 64 MiB vcpu v {\n" + "repeat 1 { ".repeat(20_000);
        check(text, 2, 98 * 11 + 10, ProblemCode.SYNTAX, "more than 100 deep");
    }

    @Test
    void contentsOfFilesOverlapToo() {
        String file = "src/test/resources/org/realmscope/scenario/lang/everything.rme";
        check(
                "realm r { slot ram 0 .. 64 MiB vcpu v { }\npopulate 0x1000 from \"" + file
                        + "\"\npopulate 0x1000 words 1 }",
                3,
                1,
                ProblemCode.OVERLAP,
                "overlap those populated above");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        vcpu v { load private 0x2000 } }                         | 29 | addresses without 'shared' are protected
        vcpu v { for p in 0 .. 8 KiB { load unprotected p } } }  | 51 | 'unprotected' is not expected here
        vcpu v { load 0x2000 expects 1 } }                       | 36 | is not expected here; did you mean 'expect'?
        vcpu v { rsi VERSION(1) } }                              | 28 | did you mean 'RSI_VERSION'?
        vcpu v { } } vmm { at start { delete a } }               | 52 | there is no realm 'a'; write 'r.a'
        vcpu v { } } expect { vcpu v ended }                     | 42 | there is no realm 'v'; write 'r.v'
        vcpu v { } } vmm { at end { rmi RMI_REALM_DESTROY(r) } } | 65 | with the name 'r'; write 'r.rd'
        """)
    void messageNamesWhatWasProbablyMeant(String rest, int column, String message) {
        List<ScenarioError> errors = errors("realm r {slot a 0 .. 1 MiB\n" + " ".repeat(14) + rest);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().message().contains(message), errors::toString);
        assertEquals(column, errors.getFirst().position().column(), errors::toString);
    }

    /** Where the parser takes up again, a brace seems to be too many: that is no second mistake. */
    @Test
    void consequencesOfAMistakeAreNotTold() {
        List<ScenarioError> errors = errors("realm r {\n slot a 0 .. 1 MiB\n vcpu v {\n  write 1 to 0x2000\n }\n}\n");
        assertEquals(1, errors.size(), errors::toString);
        assertEquals(4, errors.getFirst().position().line());
    }

    @Test
    void statementsInOrderBehindAMistakeAreNone() {
        List<ScenarioError> errors = errors("""
            realm r {
              slot a 0 .. 1 MiB
              vcpu v {
                stroe 1 to 0x2000
                load 0x2000
                store 2 to shared 0x3000
                load 0x2000
                wfi
              }
            }
            vmm {
              at end {
                unmap r 0 .. 4 KiB
                raed r 0x3000
              }
            }
            """);
        assertEquals(
                List.of(4, 14),
                errors.stream().map(error -> error.position().line()).toList(),
                errors::toString);
    }

    @Test
    void realmWithStepsNeedsASlot() {
        check("realm r { vcpu v { wfi } }", 7, ProblemCode.MISSING, "has no slot");
    }

    @Test
    void programHasToBeRam() {
        check(
                "realm r { slot ram 0 .. 64 MiB ripas ram 1 MiB .. 2 MiB vcpu v { wfi } }",
                7,
                ProblemCode.OUTSIDE_MEMORY,
                "is not RIPAS RAM before activation; there is 0x10_0000 .. 0x20_0000");
    }

    @Test
    void sharedAddressesOfSeveralRealmsNeedTheirRealm() {
        check(
                "realm a { ipa_bits 40 } realm b { ipa_bits 36 } expect { 1 faults at shared 0 }",
                70,
                ProblemCode.MISSING,
                "of REALM");
    }

    @Test
    void everyErrorOfATextIsToldInItsOrder() {
        List<ScenarioError> errors = errors("platform { pse 3 }\nrealm r {\n  slot ram 1 .. 2\n}\nexpect { no leeks }");
        assertEquals(
                List.of("t.rme:1:12", "t.rme:3:12", "t.rme:3:17", "t.rme:5:13"),
                errors.stream().map(error -> error.position().toString()).toList());
    }

    @Test
    void warningHidesNoErrorOfItsLine() {
        List<ScenarioError> errors =
                errors("realm r { slot ram 0 .. 16 MiB vcpu v { repeat forever { } rsi RSI_FOO() } }");
        assertEquals(
                List.of(ProblemCode.UNKNOWN_NAME),
                errors.stream().map(ScenarioError::code).toList());
    }

    @Test
    void slotOfAGuestMemfdCannotBeMoved() {
        check(
                "realm r { slot f 0 .. 64 MiB backing guest_memfd vcpu v { } } vmm { at start { move r.f to 1 GiB } }",
                85,
                ProblemCode.REFUSED_BY_HOST,
                "slot 'f' has a guest_memfd and can only be deleted");
    }

    @Test
    void errorIsWrittenAsCompilersDo() {
        assertEquals(
                "t.rme:1:8: 'host' has no setting 'behavior'; did you mean 'behaviour'? [UNKNOWN_NAME]",
                errors("host { behavior rfc } realm r { }").getFirst().toString());
    }

    private static void check(String text, int column, ProblemCode code, String message) {
        check(text, 1, column, code, message);
    }

    private static void check(String text, int line, int column, ProblemCode code, String message) {
        List<ScenarioError> errors = errors(text);
        assertTrue(
                errors.stream()
                        .anyMatch(error -> error.position().line() == line
                                && error.position().column() == column
                                && error.code() == code
                                && error.message().contains(message)),
                () -> line + ":" + column + " " + code + " " + message + " is not among " + errors);
    }

    private static List<ScenarioError> errors(String text) {
        return switch (READER.read(text, "t.rme", Path.of("."))) {
            case ScenarioReading.Done done -> fail("nothing is wrong with " + text);
            case ScenarioReading.Refused refused -> refused.errors();
        };
    }
}
