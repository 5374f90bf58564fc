package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the units declare at file level, by name. Built at the first question, which reads every unit. */
final class NameIndex {
    /** Bytes of entries that may stay in memory; of a larger file, such as a Linux kernel, each unit is read again. */
    private static final long LARGEST_KEPT = 32L << 20;

    private final UnitTable units;
    private @Nullable Index index;

    /** An entry, without the tree around it. */
    private record Place(Unit unit, int offset, int tag) {
        Die entry() {
            return unit.entryAt(offset, unit.unitEntry());
        }
    }

    private static final class Index {
        private final Map<String, List<Place>> types = new LinkedHashMap<>();
        private final Map<String, List<Place>> variables = new LinkedHashMap<>();
        private final Map<String, Long> enumerators = new LinkedHashMap<>();
        private final Set<String> declared = new LinkedHashSet<>();
        private final Map<String, Set<Unit>> functions = new LinkedHashMap<>();
    }

    NameIndex(UnitTable units) {
        this.units = units;
    }

    /** The complete type that a declaration of a tag and a name stands for; null if the file has none. */
    @Nullable
    Die definition(int tag, String name) {
        for (Place place : index().types.getOrDefault(name, List.of())) {
            if (place.tag() == tag) {
                return place.entry();
            }
        }
        return null;
    }

    /** Variables at file level that have a place or a value, one for each file that defines one of the name. */
    List<Die> variables(String name) {
        return index().variables.getOrDefault(name, List.of()).stream()
                .map(Place::entry)
                .toList();
    }

    /** Names of the variables at file level, in the order of the file. */
    List<String> variableNames() {
        return List.copyOf(index().variables.keySet());
    }

    /** Value of an enumerator; null if there is none of the name. */
    @Nullable
    Long enumerator(String name) {
        return index().enumerators.get(name);
    }

    /** Whether a variable or parameter of the name is declared, in whatever scope. */
    boolean isDeclared(String name) {
        return index().declared.contains(name);
    }

    /** Units that have code of a function, its own or inlined, whose name matches. */
    Set<Unit> unitsWithFunction(String glob) {
        Set<Unit> found = new LinkedHashSet<>();
        index().functions.forEach((name, holders) -> {
            if (Glob.matches(glob, name)) {
                found.addAll(holders);
            }
        });
        return found;
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            known = new Index();
            boolean isLarge = units.sections().info().length() > LARGEST_KEPT;
            for (Unit unit : units.all()) {
                boolean isKept = !isLarge || unit.isRead();
                add(known, unit);
                if (!isKept) {
                    unit.forget();
                }
            }
            index = known;
        }
        return known;
    }

    private void add(Index into, Unit unit) {
        for (Die die : unit.root().children()) {
            if (die.tag() == Tag.ENUMERATION_TYPE) {
                EnumType.of(die, null)
                        .enumerators()
                        .forEach(constant -> into.enumerators.putIfAbsent(constant.name(), constant.value()));
            }
            Map<String, List<Place>> map = isType(die) ? into.types : isDefinedVariable(die) ? into.variables : null;
            String name = map == null ? null : die.name();
            if (map != null && name != null) {
                map.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new Place(unit, die.offset(), die.tag()));
            }
        }
        for (Die die : unit.entries()) {
            boolean isVariable = die.tag() == Tag.VARIABLE || die.tag() == Tag.FORMAL_PARAMETER;
            String variable = isVariable ? die.name() : null;
            if (variable != null) {
                into.declared.add(variable);
            }
            boolean isBody = die.tag() == Tag.SUBPROGRAM || die.tag() == Tag.INLINED_SUBROUTINE;
            if (isBody && !units.codeRanges(die).isEmpty()) {
                into.functions
                        .computeIfAbsent(Function.nameOf(die), key -> new LinkedHashSet<>())
                        .add(unit);
            }
        }
    }

    private static boolean isType(Die die) {
        return switch (die.tag()) {
            case Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE, Tag.UNION_TYPE, Tag.ENUMERATION_TYPE -> !die.has(At.DECLARATION);
            case Tag.TYPEDEF, Tag.BASE_TYPE -> true;
            default -> false;
        };
    }

    private static boolean isDefinedVariable(Die die) {
        return die.tag() == Tag.VARIABLE && (die.has(At.LOCATION) || die.has(At.CONST_VALUE));
    }
}
