package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;

/** The functions of the host that chains of return addresses lead through. */
final class HostFunctions {
    private static final int INSTRUCTION = 4;
    /** Functions that do nothing but make the call. */
    private static final Pattern WRAPPER = Pattern.compile("smc|_*arm_smccc_.*|rmi_.*");

    private final SymbolScopes symbols;
    /**
     * Functions at return addresses that were looked at; there are as many as the host has places that lead to calls.
     */
    private final Map<Long, List<String>> known = new TreeMap<>();

    HostFunctions(SymbolScopes symbols) {
        this.symbols = symbols;
    }

    /**
     * Names of the functions, inlined ones included, from the innermost that is no wrapper of an RMI command; none if
     * there is no debug information.
     *
     * @param returnAddresses innermost first; what follows one that is not in the host's code is not looked at
     */
    List<String> of(List<Long> returnAddresses) {
        List<String> names = new ArrayList<>();
        for (long address : returnAddresses) {
            List<String> found = known.computeIfAbsent(address, this::at);
            if (found.isEmpty()) {
                break;
            }
            names.addAll(found);
        }
        int first = 0;
        while (first < names.size() && WRAPPER.matcher(names.get(first)).matches()) {
            first++;
        }
        return List.copyOf(names.subList(first, names.size()));
    }

    private List<String> at(long returnAddress) {
        long call = returnAddress - INSTRUCTION;
        ProgramImage host = host(call);
        return host == null
                ? List.of()
                : host.info().framesAt(call - host.loaded().bias()).stream()
                        .map(SourceFrame::name)
                        .toList();
    }

    private @Nullable ProgramImage host(long va) {
        for (ProgramImage image : symbols.images()) {
            if (image.regime() == Regime.EL2N && image.hasCode(va)) {
                return image;
            }
        }
        return null;
    }
}
