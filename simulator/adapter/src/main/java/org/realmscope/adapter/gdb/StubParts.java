package org.realmscope.adapter.gdb;

import org.realmscope.adapter.debuggee.Debuggee;

/** What of a stub knows the machine, and is made anew with it. */
record StubParts(
        HostProgram host,
        HostedFiles files,
        StubRegisters registers,
        StubMemory memory,
        StubBreakpoints breakpoints,
        Movements movements,
        Monitor monitor) {
    /** @param console is told what the machine writes */
    static StubParts of(Debuggee debuggee, Console console) {
        HostProgram host = HostProgram.of(debuggee.run().scenario());
        StubRegisters registers = new StubRegisters(debuggee.session());
        StubMemory memory = new StubMemory(debuggee.session());
        StubBreakpoints breakpoints = new StubBreakpoints(debuggee, host);
        debuggee.setListener(console);
        return new StubParts(
                host,
                new HostedFiles(host),
                registers,
                memory,
                breakpoints,
                new Movements(debuggee, registers, breakpoints, console),
                new Monitor(debuggee, memory, breakpoints));
    }
}
