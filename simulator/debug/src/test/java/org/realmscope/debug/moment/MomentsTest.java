package org.realmscope.debug.moment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.Comparison;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;

class MomentsTest {
    private final RealmHost host = RealmHost.withRealm("mov x1, #0x200000\nstr x1, [x1]\n" + RealmHost.SYSTEM_OFF);
    private final Machine machine = host.machine();
    private final Moments moments = new Moments(machine, 2);

    @Test
    void severalMomentsAreSeenBesideTheLiveMachine() {
        Moment before = machine.now();
        host.postRun(1);
        host.awaitRun(1);
        StateHash hash = machine.stateHash();
        long rd = new Inspection(machine).realms().getFirst().rd();
        OpenMoment first = moments.open(before);
        OpenMoment last = moments.open(machine.now());
        assertEquals(before, first.moment());
        assertFalse(first.view().rttLeaf(rd, 0x20_0000L).isAssigned());
        assertTrue(last.view().rttLeaf(rd, 0x20_0000L).isAssigned());
        assertFalse(
                new Comparison(first.view(), last.view()).rtt(rd, 0, 1L << 36).isEmpty());
        assertEquals(hash, last.view().machine().stateHash());
        assertEquals(hash, machine.stateHash());
        assertEquals(List.of(first, last), moments.all());
    }

    @Test
    void numberOfOpenMomentsIsBounded() {
        OpenMoment first = moments.open(machine.now());
        moments.open(machine.now());
        UserError error = assertThrows(UserError.class, () -> moments.open(machine.now()));
        assertEquals("2 moments are open, which is the limit; close one of [1, 2] first", error.getMessage());
        moments.close(first.id());
        assertEquals(3, moments.open(machine.now()).id());
        assertThrows(UserError.class, () -> moments.get(1));
        assertThrows(UserError.class, () -> moments.close(1));
    }

    @Test
    void futureCannotBeOpened() {
        Moment later = new Moment(machine.now().instructions() + 1, 0);
        assertThrows(UserError.class, () -> moments.open(later));
    }
}
