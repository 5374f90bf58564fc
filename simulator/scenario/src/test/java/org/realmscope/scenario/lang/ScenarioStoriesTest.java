package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.history.HostReport;
import org.realmscope.scenario.run.ExpectationResult;
import org.realmscope.scenario.run.RunEnd;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.ScenarioRun;

/** Texts from the reader to the verdict: what is written is what comes about. */
class ScenarioStoriesTest {
    private static final Path FAILURES = Path.of("..", "..", "samples", "failures");
    private static final Pattern INJECTION = Pattern.compile("(?m)^fail .*$|at boot \\{ fail .*\\}");
    private static final ScenarioReader READER = new ScenarioReader();

    static List<Path> failures() throws IOException {
        try (Stream<Path> files = Files.list(FAILURES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureSampleDoesNotPassWithoutItsInjection(Path file) throws IOException {
        String text = Files.readString(file);
        String harmless = INJECTION.matcher(text).replaceAll("");
        assertTrue(harmless.length() < text.length());
        assertTrue(!run(harmless.replaceAll("vmm \\{\\s*\\}", "")).isMet(), harmless);
    }

    @Test
    void deviceRegisterReadsAsWrittenInEverySize() {
        assertMet("""
            realm r {
                slot ram 0 .. 16 MiB
                mmio 0x900_0018 reads 0x1_9081_7060_5090
                mmio 0x900_0020 reads -1
                vcpu v {
                    load shared 0x900_0018 expect 0x1_9081_7060_5090
                    load word shared 0x900_0018 expect 0x7060_5090
                    load half shared 0x900_0018 expect 0x5090
                    load byte shared 0x900_0018 expect 0x90
                    load shared 0x900_0020 expect -1
                    load shared 0x900_0028 expect 0
                }
            }
            expect { 6 faults unprotected read resolved by mmio }
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "32, off, 2, 0x7ff0_0000",
        "34, off, 2, 0x1_fff0_0000",
        "40, off, 1, 0x7f_fff0_0000",
        "42, off, 1, 0x1ff_fff0_0000",
        "44, off, 0, 0x7ff_fff0_0000",
        "48, on, 0, 0x7fff_fff0_0000",
        "49, on, 0, 0xffff_fff0_0000",
        "49, on, -1, 0xffff_fff0_0000",
        "52, on, 0, 0x7_ffff_fff0_0000",
        "52, on, -1, 0x7_ffff_fff0_0000"
    })
    void lastBlockOfEachIpaSpaceIsReached(int bits, String lpa2, int level, String ipa) {
        assertMet("""
            realm r {
                ipa_bits %d
                lpa2 %s
                start_level %d
                slot ram 0 .. 16 MiB
                slot high %4$s size 1 MiB
                vcpu v {
                    store 7 to %4$s
                    load %4$s expect 7
                    store 5 to shared %4$s + 0x8000
                    load shared %4$s + 0x8000 expect 5
                }
            }
            expect {
                1 faults protected write at %4$s
                1 faults unprotected write
                1 calls RMI_RTT_MAP_UNPROTECTED status RMI_ERROR_RTT(%3$d)
                rtt r %4$s level 3 assigned
                no warnings  no leaks  vcpu r.v ended
            }
            """.formatted(bits, lpa2, level, ipa).replace(ipa + " + 0x8000", ipa.replace("0_0000", "0_8000")));
    }

    @ParameterizedTest
    @CsvSource({"sha256, SHA-256, 32", "sha512, SHA-512, 64"})
    void hashDecidesTheMeasurements(String hash, String algorithm, int bytes) throws NoSuchAlgorithmException {
        MessageDigest extended = MessageDigest.getInstance(algorithm);
        extended.update(new byte[bytes]);
        extended.update(new byte[] {8, 7, 6, 5, 4, 3, 2, 1});
        assertMet("""
            realm r {
                hash %s
                slot ram 0 .. 16 MiB
                vcpu v { rsi RSI_MEASUREMENT_EXTEND(1, 8, 0x0102_0304_0506_0708) expect RSI_SUCCESS }
            }
            expect { measurement r rem1 0x%s  measurement r rem2 0x%s }
            """.formatted(hash, HexFormat.of().formatHex(extended.digest()), "00".repeat(bytes)));
    }

    /** With blocks that follow user space, contents of a guest_memfd are populated as whole blocks too. */
    @Test
    void programInABlockOfAGuestMemfdLeavesNothingToFault() {
        assertMet("""
            host { behaviour today  block_mappings follow-user }
            realm r {
                slot ram 0 .. 16 MiB backing guest_memfd
                vcpu v { store 1 to 0x10_0000  load 0x10_0000 expect 1  store 2 to 0x40_0000 }
            }
            expect { 1 faults  fault 1 at 0x40_0000  progress  vcpu r.v ended  no leaks }
            """);
    }

    @Test
    void granulesThatRmmHasGivenBackAreNotLeaked() {
        assertMet("""
            realm r { slot ram 0 .. 16 MiB  vcpu v { store 1 to 0x20_0000 } }
            vmm {
                at end {
                    rmi RMI_REC_DESTROY(r.v.rec) expect RMI_SUCCESS
                    rmi RMI_DATA_DESTROY(r.rd, 0x20_0000) expect RMI_SUCCESS
                }
            }
            expect { no leaks  1 warnings "kvm_destroy_rec" }
            """);
    }

    @Test
    void protectedFaultOfTodayNeedsAGuestMemfd() {
        assertMet("""
            host { behaviour today }
            realm r { slot ram 0 .. 16 MiB  vcpu v { store 1 to shared 0x20_0000  store 1 to 0x20_0000 } }
            expect { vcpu r.v failed -22  1 faults resolved by RMI_RTT_MAP_UNPROTECTED  no leaks }
            """);
    }

    @Test
    void fetchOfTodayEndsAsItsWarningSays() {
        String text = """
            host { behaviour today }
            realm r { slot ram 0 .. 16 MiB  vcpu v { fetch 0x20_0000 } }
            expect { vcpu r.v failed -6  1 warnings "unhandled instruction abort"  no leaks }
            """;
        if (READER.read(text, "story.rme", Path.of(".")) instanceof ScenarioReading.Done done) {
            String warning = done.warnings().getFirst().message();
            assertTrue(warning.contains("-ENXIO"), warning);
        }
        assertMet(text);
    }

    /** KVM would ask for ever: the table that RMM misses is there. */
    @ParameterizedTest
    @CsvSource({
        "RMI_RTT_UNMAP_UNPROTECTED, 1",
        "RMI_RTT_UNMAP_UNPROTECTED, 2",
        "RMI_RTT_UNMAP_UNPROTECTED, 3",
        "RMI_RTT_SET_RIPAS, 1",
        "RMI_RTT_SET_RIPAS, 2"
    })
    void hostGivesUpWhereRmmContradictsItself(String command, int level) {
        ScenarioResult result = run("""
            platform { limit 8_000_000 }
            host { behaviour today }
            realm r {
                slot ram 0 .. 16 MiB backing guest_memfd
                vcpu v {
                    store 1 to shared 0x20_0000
                    set_ripas 0x20_0000 size 4 KiB to empty destroyed
                }
            }
            fail %s always with RMI_ERROR_RTT(%d)
            """.formatted(command, level));
        assertEquals(RunEnd.COMPLETED, result.end());
        assertTrue(result.history().reports().stream().anyMatch(report -> report.kind() == HostReport.Kind.WARNING));
    }

    @Test
    void abortIsUnmetWhereTheStepDoesNotExpectIt() {
        ScenarioResult result = run("""
            realm r {
                slot ram 0 .. 16 MiB
                vcpu v {
                    load 32 MiB
                    store 1 to 0x10_0000
                    load shared 0x10_0000 expect 1
                    load shared 0x10_0000 expect external_abort
                    load 32 MiB expect granule_protection_fault
                    load 0x10_0000 expect granule_protection_fault
                    fetch shared 0x20_0000
                    load 32 MiB expect external_abort
                    load shared 0x10_0000 expect granule_protection_fault
                }
            }
            """);
        String external = "took an external abort from the RMM";
        String protection = "took a granule protection fault, as the page behind the address is another world's";
        assertEquals(
                List.of(
                        external + "; write 'expect external_abort' if it should",
                        protection,
                        protection,
                        external,
                        "was completed without a granule protection fault",
                        external + "; write 'expect external_abort' if it should"),
                unmet(result).stream().map(ExpectationResult::actual).toList());
    }

    /** Nothing is to be seen of a vCPU that waits but where it is. */
    @ParameterizedTest
    @ValueSource(strings = {"wfi", "repeat forever { wfi }"})
    void stepBeforeAWaitIsCompleted(String waits) {
        assertMet("""
            realm r { slot ram 0 .. 16 MiB  vcpu v { load shared 0x20_0000 expect 0  %s } }
            expect { vcpu r.v stuck }
            """.formatted(waits));
    }

    private static void assertMet(String text) {
        ScenarioResult result = run(text);
        assertEquals(List.of(), unmet(result));
        assertTrue(result.isMet());
    }

    private static List<ExpectationResult> unmet(ScenarioResult result) {
        return result.expectations().stream()
                .filter(expectation -> !expectation.met())
                .toList();
    }

    private static ScenarioResult run(String text) {
        return switch (READER.read(text, "story.rme", Path.of("."))) {
            case ScenarioReading.Done done ->
                ScenarioRun.of(done.scenario(), ScenarioRun.Options.of(done.scenario()))
                        .run();
            case ScenarioReading.Refused refused -> fail(refused.errors().toString());
        };
    }
}
