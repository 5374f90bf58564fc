package org.realmscope.scenario.lang.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How each statement is written: its first word, where it stands, and its form. */
public enum Forms {
    SCENARIO("scenario", Block.DOCUMENT, "scenario \"TITLE\""),
    PLATFORM("platform", Block.DOCUMENT, "platform { pes N  dram SIZE  seed N  quantum N  limit N }"),
    RMM("rmm", Block.DOCUMENT, "rmm { profile NAME  unknown_content zero|pattern } or rmm { image \"FILE\" }"),
    HOST("host", Block.DOCUMENT, "host { SWITCH VALUE ... } or host { image \"FILE\" }"),
    REALM("realm", Block.DOCUMENT, "realm NAME { ... }"),
    VMM("vmm", Block.DOCUMENT, "vmm { RULE ... }"),
    EXPECT("expect", Block.DOCUMENT, "expect { EXPECTATION ... }"),
    TOP_FAIL("fail", Block.DOCUMENT, "fail [2nd] COMMAND [once|N times|always] [with STATUS] or fail [2nd] allocation"),

    SLOT("slot", Block.REALM, "slot NAME BASE .. END [backing anon|thp|hugetlb|guest_memfd] [readonly]"),
    RIPAS("ripas", Block.REALM, "ripas ram BASE .. END"),
    POPULATE(
            "populate",
            Block.REALM,
            "populate BASE [.. END] words W, W | text \"...\" | from \"FILE\" | zero [measured|unmeasured]"),
    PROGRAM("program", Block.REALM, "program at BASE [unmeasured]"),
    MMIO("mmio", Block.REALM, "mmio ADDRESS reads VALUE"),
    VCPU("vcpu", Block.REALM, "vcpu NAME [on] { STEP ... } or vcpu NAME [on] runs \"FILE\""),

    LOAD("load", Block.STEPS, "load [byte|half|word|double|pair] [shared] ADDRESS [expect OUTCOME]"),
    STORE(
            "store",
            Block.STEPS,
            "store [byte|half|word|double] VALUE to [shared] ADDRESS [expect OUTCOME] or store pair V, V to ..."),
    FETCH("fetch", Block.STEPS, "fetch [shared] ADDRESS [expect OUTCOME]"),
    ATOMIC("atomic", Block.STEPS, "atomic add|swap VALUE to ADDRESS [expect OLD] or atomic cas OLD, NEW to ADDRESS"),
    AWAIT("await", Block.STEPS, "await VALUE at [shared] ADDRESS"),
    SET_RIPAS("set_ripas", Block.STEPS, "set_ripas BASE .. END to ram|empty [destroyed] [expect OUTCOME]"),
    GET_RIPAS("get_ripas", Block.STEPS, "get_ripas ADDRESS [expect empty|ram|destroyed]"),
    HOST_CALL("host_call", Block.STEPS, "host_call IMMEDIATE (X0, X1, ...) [expect X0, X1, ...]"),
    RSI("rsi", Block.STEPS, "rsi COMMAND(X1, X2, ...) [expect STATUS, X1, ...]"),
    PSCI("psci", Block.STEPS, "psci FUNCTION(X1, X2, ...) [expect STATUS]"),
    WFI("wfi", Block.STEPS, "wfi"),
    WFE("wfe", Block.STEPS, "wfe"),
    WORDS("words", Block.STEPS, "words WORD, WORD, ..."),
    FOR("for", Block.STEPS, "for NAME in [shared] BASE .. END [step SIZE] { STEP ... }"),
    REPEAT("repeat", Block.STEPS, "repeat N { STEP ... } or repeat forever { STEP ... }"),

    AT("at", Block.RULES, "at boot|start|end|INSTRUCTIONS { ACTION ... }"),
    ON("on", Block.RULES, "on fault N { ACTION ... } or on host_call IMMEDIATE { ACTION ... }"),

    UNMAP("unmap", Block.ACTIONS, "unmap REALM BASE .. END"),
    DELETE("delete", Block.ACTIONS, "delete REALM.SLOT"),
    MOVE("move", Block.ACTIONS, "move REALM.SLOT to ADDRESS"),
    FLUSH("flush", Block.ACTIONS, "flush REALM.SLOT"),
    READ("read", Block.ACTIONS, "read [byte|half|word|double] REALM ADDRESS [expect VALUE]"),
    WRITE("write", Block.ACTIONS, "write [byte|half|word|double] VALUE to REALM ADDRESS"),
    AGE("age", Block.ACTIONS, "age REALM BASE .. END"),
    TEST_AGE("test_age", Block.ACTIONS, "test_age REALM BASE .. END"),
    INTERRUPT("interrupt", Block.ACTIONS, "interrupt REALM.VCPU INTID"),
    EXTERNAL_ABORT("external_abort", Block.ACTIONS, "external_abort REALM.VCPU"),
    KICK("kick", Block.ACTIONS, "kick REALM.VCPU"),
    SET("set", Block.ACTIONS, "set SWITCH VALUE"),
    REPLY("reply", Block.ACTIONS, "reply X0, X1, X2, X3"),
    FAIL("fail", Block.ACTIONS, "fail [2nd] COMMAND [once|N times|always] [with STATUS] or fail [2nd] allocation"),
    PAGES("pages", Block.ACTIONS, "pages NAME [COUNT]"),
    POKE("poke", Block.ACTIONS, "poke PAGES + OFFSET = VALUE"),
    RMI("rmi", Block.ACTIONS, "rmi COMMAND(X1, X2, ...) [expect STATUS(INDEX), X1, ...]"),

    FAULTS(
            "faults",
            Block.EXPECTATIONS,
            "[at least|at most] N|no faults [protected|unprotected] [read|write|execute] [in BASE .. END | at ADDRESS]"
                    + " [of REALM.VCPU] [resolved by COMMAND|injected|mmio|none|parked]"),
    FAULT("fault", Block.EXPECTATIONS, "fault N [protected|unprotected] [read|write|execute] [in ... | at ...]"),
    CALLS("calls", Block.EXPECTATIONS, "[at least|at most] N|no calls COMMAND [status STATUS] [in all]"),
    REPORTS("warnings", Block.EXPECTATIONS, "[at least|at most] N|no warnings|bugs|sigbus|oops|leaks [\"TEXT\"]"),
    PROGRESS("progress", Block.EXPECTATIONS, "progress or no progress"),
    RIPAS_AT_END("ripas", Block.EXPECTATIONS, "ripas REALM BASE .. END empty|ram|destroyed"),
    RTT("rtt", Block.EXPECTATIONS, "rtt REALM [shared] ADDRESS [level N] STATE"),
    MEASUREMENT("measurement", Block.EXPECTATIONS, "measurement REALM rim|rem1..rem4 0xDIGITS"),
    VCPU_END("vcpu", Block.EXPECTATIONS, "vcpu REALM.VCPU ended|stuck|off|failed [ERROR]");

    /** Where statements stand. */
    public enum Block {
        DOCUMENT("section"),
        SETTINGS("setting"),
        REALM("line of a realm"),
        STEPS("step"),
        RULES("rule"),
        ACTIONS("action"),
        EXPECTATIONS("expectation");

        private final String statement;

        Block(String statement) {
            this.statement = statement;
        }

        /** What its statements are called. */
        public String statement() {
            return statement;
        }
    }

    private final String word;
    private final Block block;
    private final String form;

    Forms(String word, Block block, String form) {
        this.word = word;
        this.block = block;
        this.form = form;
    }

    /** The word that tells the statement; its first one, but behind the count in expectations. */
    public String word() {
        return word;
    }

    /** Whether a count comes first: how often something is expected. */
    public boolean isCounted() {
        return form.startsWith("[at least|at most] N|no");
    }

    /** Where the statement stands. */
    public Block block() {
        return block;
    }

    /** Capitals stand for what is to be written, brackets for what may be left out, bars for choices. */
    public String form() {
        return form;
    }

    public static Optional<Forms> of(Block block, String word) {
        return Arrays.stream(values())
                .filter(form -> form.block == block && form.word.equals(word))
                .findFirst();
    }

    public static List<String> words(Block block) {
        return Arrays.stream(values())
                .filter(form -> form.block == block)
                .map(Forms::word)
                .distinct()
                .toList();
    }
}
