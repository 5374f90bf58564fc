# Says how much of its variables an ELF file lets a debugger read. Input, in this order: what readelf prints for
# --debug-dump=Ranges, =loc, =info and =decodedline. Output, a line per function with code: source file, function,
# parameters, those readable, locals, those readable; summed over the lines on which one can stop behind the function's
# first. A variable is readable on a line where its scope is that line's and its location says where it is.

function hex(text,    value, i) {
    sub(/^0x/, "", text)
    value = 0
    for (i = 1; i <= length(text); i++) {
        value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
    }
    return value
}

function number(text) {
    return text ~ /^0x/ ? hex(text) : text + 0
}

# Name of a DIE: what follows the last colon of "(indirect string, offset: 0x...): name" or of ": name".
function name_of(line) {
    sub(/^[^:]*: /, "", line)
    sub(/^\(indirect string, offset: 0x[0-9a-f]*\): /, "", line)
    sub(/[ \t]+$/, "", line)
    return line
}

# The addresses that a DIE covers go to scope_list[id] as "low high low high ...".
function close_die() {
    if (die_kind == "") {
        return
    }
    if (die_ranges != "") {
        scope[depth] = ranges[die_ranges]
    } else if (die_low != "") {
        scope[depth] = die_low " " (die_low + die_size)
    } else {
        scope[depth] = scope[depth - 1]
    }
    if (die_kind == "DW_TAG_subprogram") {
        scope[depth] = die_low == "" ? "" : scope[depth]
        if (die_low != "") {
            functions++
            function_name[functions] = die_name
            function_origin[functions] = die_origin
            function_file[functions] = unit
            function_low[functions] = die_low
            function_high[functions] = die_low + die_size
        }
        owner[depth] = die_low == "" ? 0 : functions
    } else {
        owner[depth] = depth > 1 ? owner[depth - 1] : 0
    }
    if (die_kind == "DW_TAG_compile_unit") {
        unit = die_name
        owner[depth] = 0
    }
    if (die_name != "") {
        names[die_id] = die_name
    }
    if ((die_kind == "DW_TAG_variable" || die_kind == "DW_TAG_formal_parameter") && owner[depth] && !die_extern) {
        variables++
        variable_function[variables] = owner[depth]
        variable_parameter[variables] = die_kind == "DW_TAG_formal_parameter"
        variable_scope[variables] = scope[depth - 1]
        variable_location[variables] = die_location
    }
    die_kind = ""
}

function covers(list, address,    parts, count, i) {
    count = split(list, parts, " ")
    for (i = 1; i < count; i += 2) {
        if (address >= parts[i] + 0 && address < parts[i + 1] + 0) {
            return 1
        }
    }
    return 0
}

/^Contents of the .*\.debug_ranges/ { section = "ranges"; next }
/^Contents of the .*\.debug_loc/ { section = "loc"; next }
/^Contents of the .*\.debug_info/ { section = "info"; next }
/^Contents of the .*\.debug_line/ { close_die(); section = "line"; next }

section == "ranges" && $1 ~ /^[0-9a-f]+$/ && $2 ~ /^[0-9a-f]+$/ && NF == 3 {
    key = hex($1)
    if (key != range_list && !(key in ranges)) {
        range_list = key
    }
    ranges[range_list] = ranges[range_list] " " hex($2) " " hex($3)
}
section == "ranges" && /<End of list>/ { range_list = "" }

# A list starts at its first entry, which has a line with its offset; the view numbers before it belong to no entry.
section == "loc" && / views at / && loc_list == "" { loc_list = hex($1) }
section == "loc" && $1 ~ /^[0-9a-f]+$/ && $2 ~ /^[0-9a-f]+$/ && length($2) == 16 {
    if (loc_list == "") {
        loc_list = hex($1)
    }
    locations[loc_list] = locations[loc_list] " " hex($2) " " hex($3)
}
section == "loc" && $1 ~ /^[0-9a-f]+$/ && length($1) == 16 && $2 ~ /^[0-9a-f]+$/ {
    locations[loc_list] = locations[loc_list] " " hex($1) " " hex($2)
}
section == "loc" && /<End of list>/ { loc_list = "" }

section == "info" && /^ *<[0-9a-f]+><[0-9a-f]+>: Abbrev Number: / {
    close_die()
    split($0, part, /[<>]/)
    depth = hex(part[2]) + 1
    die_id = part[4]
    die_kind = $NF ~ /^\(DW_TAG_/ ? substr($NF, 2, length($NF) - 2) : ""
    die_name = die_low = die_ranges = die_location = die_origin = ""
    die_size = die_extern = 0
    next
}
section == "info" && / DW_AT_name / { die_name = name_of($0) }
section == "info" && / DW_AT_low_pc / { die_low = number($NF) }
section == "info" && / DW_AT_high_pc / { die_size = number($NF) }
section == "info" && / DW_AT_ranges / { die_ranges = number($NF) }
section == "info" && / DW_AT_abstract_origin / { die_origin = $NF; gsub(/[<>]|0x/, "", die_origin) }
section == "info" && / DW_AT_specification / { die_origin = $NF; gsub(/[<>]|0x/, "", die_origin) }
section == "info" && / DW_AT_(declaration|external) / && die_kind == "DW_TAG_variable" { die_extern = 1 }
section == "info" && / DW_AT_const_value / { die_location = "everywhere" }
section == "info" && / DW_AT_location / {
    if ($0 ~ /location list/) {
        match($0, /0x[0-9a-f]+ \(location list/)
        die_location = "list " hex(substr($0, RSTART, index(substr($0, RSTART), " ") - 1))
    } else if ($0 !~ / 0 byte block/) {
        die_location = "everywhere"
    }
}

section == "line" && $NF == "x" {
    for (i = 1; i <= NF; i++) {
        if ($i ~ /^0x[0-9a-f]+$/) {
            stops[hex($i)] = 1
        }
    }
}

END {
    for (v = 1; v <= variables; v++) {
        of_function[variable_function[v]] = of_function[variable_function[v]] " " v
    }
    for (f = 1; f <= functions; f++) {
        split("", total)
        split("", readable)
        count = split(of_function[f], list, " ")
        for (address in stops) {
            address += 0
            if (address <= function_low[f] || address >= function_high[f]) {
                continue
            }
            for (i = 1; i <= count; i++) {
                v = list[i]
                if (!covers(variable_scope[v], address)) {
                    continue
                }
                total[variable_parameter[v]]++
                where = variable_location[v]
                if (where == "everywhere" || (where ~ /^list/ && covers(locations[substr(where, 6)], address))) {
                    readable[variable_parameter[v]]++
                }
            }
        }
        name = function_name[f] != "" ? function_name[f] : names[function_origin[f]]
        name = name != "" ? name : "-"
        printf "%s %s %d %d %d %d\n", function_file[f], name, total[1], readable[1], total[0], readable[0]
    }
}
