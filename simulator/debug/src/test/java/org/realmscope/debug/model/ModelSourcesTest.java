package org.realmscope.debug.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.debug.inspect.CommandCondition;
import org.realmscope.machine.HostImages;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.rmm.choices.RmmChoices;

/** The texts that stand for the commands of the built-in RMM. */
class ModelSourcesTest {
    private static final int COMMANDS = 23 + 10 + 8;

    private static ModelSources sources(RealmFirmware firmware) {
        return new ModelSources(
                new Machine(MachineConfiguration.DEFAULT.withFirmware(firmware), List.of(HostImages.kvm())));
    }

    private static ModelSources specification() {
        return sources(RealmFirmware.builtIn(RmmChoices.SPECIFICATION));
    }

    static Stream<ModelSource> all() {
        return specification().all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyConditionHasItsLine(ModelSource source) {
        String[] lines = source.text().split("\n");
        assertTrue(lines[ModelSource.HEADER - 1].startsWith(source.name() + "("));
        for (int i = 0; i < source.conditions().size(); i++) {
            CommandCondition condition = source.conditions().get(i);
            String line = lines[source.conditionLine(i) - 1];
            assertTrue(line.startsWith("    " + condition.label() + ":"), line);
            assertTrue(line.endsWith("return " + condition.failure() + ";"), line);
        }
        assertTrue(lines[source.commitLine() - 1].startsWith("    commit:"));
        assertEquals("}", lines[source.commitLine()]);
        assertEquals(source.commitLine() + 1, lines.length);
    }

    @Test
    void undelegateReadsAsTheSpecificationHasIt() {
        ModelSource source = specification().of("RMI_GRANULE_UNDELEGATE");
        assertNotNull(source);
        assertEquals("""
            /* DEN0137, B4.3.6. The built-in RMM is a model: it has no instructions. */
            RMI_GRANULE_UNDELEGATE(addr)
            {
                gran_align: if (addr is not aligned to 4 KiB) return RMI_ERROR_INPUT;
                gran_bound: if (addr is not delegable memory) return RMI_ERROR_INPUT;
                gran_state: if (Granule(addr).state != DELEGATED) return RMI_ERROR_INPUT;
                commit:     the granule becomes UNDELEGATED and goes to the Non-secure PAS;
            }
            """, source.text());
        assertEquals(6, source.conditionLine("gran_state"));
    }

    @Test
    void textsAreFoundByPath() {
        ModelSources sources = specification();
        assertEquals(COMMANDS, sources.all().size());
        for (ModelSource source : sources.all()) {
            assertEquals(source, sources.at(source.path()));
        }
        assertNull(sources.at("rmm/RMI_NOTHING"));
    }

    @Test
    void textsAreTheSameForEveryMachine() {
        assertEquals(
                specification().all().stream().map(ModelSource::text).toList(),
                specification().all().stream().map(ModelSource::text).toList());
    }

    @Test
    void imageHasNoModel() {
        assertEquals(List.of(), sources(RealmFirmware.stub()).all());
    }
}
