package org.realmscope.machine.vmm;

/** Commands that a VMM gives to the threads of the host image, by their numbers in {@code docs/vmm-port.md}. */
public enum VmmCommand {
    CLOSE("close", 57),
    MUNMAP("munmap", 215),
    MMAP("mmap", 222),
    MADVISE("madvise", 233),
    CREATE_VM("KVM_CREATE_VM", 0xae01),
    CREATE_VCPU("KVM_CREATE_VCPU", 0xae41),
    SET_USER_MEMORY_REGION("KVM_SET_USER_MEMORY_REGION", 0xae46),
    SET_USER_MEMORY_REGION2("KVM_SET_USER_MEMORY_REGION2", 0xae49),
    IRQ_LINE("KVM_IRQ_LINE", 0xae61),
    RUN("KVM_RUN", 0xae80),
    SET_VCPU_EVENTS("KVM_SET_VCPU_EVENTS", 0xaea0),
    ENABLE_CAP("KVM_ENABLE_CAP", 0xaea3),
    VCPU_INIT("KVM_ARM_VCPU_INIT", 0xaeae),
    VCPU_FINALIZE("KVM_ARM_VCPU_FINALIZE", 0xaec2),
    SET_MEMORY_ATTRIBUTES("KVM_SET_MEMORY_ATTRIBUTES", 0xaed2),
    SETUP("setup", 0x5200),
    SWITCH("switch", 0x5201),
    REPORTS("reports", 0x5202),
    USER_READ("user read", 0x5203),
    USER_WRITE("user write", 0x5204),
    FAULT_IN("fault in", 0x5205),
    AGE("age", 0x5206),
    TEST_AGE("test age", 0x5207),
    RMI("RMI", 0x5208),
    FAIL_RMI("fail RMI", 0x5209),
    FAIL_ALLOCATION("fail allocation", 0x520a),
    ALLOCATE_PAGES("allocate pages", 0x520b),
    INTERRUPT_VCPU("interrupt vCPU", 0x520d),
    FLUSH("flush", 0x520e);

    /** {@code KVM_CAP_ARM_RME}, the second argument of {@link #ENABLE_CAP}. */
    public static final long CAP_ARM_RME = 300;

    /** Steps of {@link #CAP_ARM_RME}, its third argument. */
    public static final long CONFIGURE_REALM = 0;

    public static final long CREATE_REALM = 1;
    public static final long INIT_RIPAS_RAM = 2;
    public static final long POPULATE = 3;
    public static final long ACTIVATE = 4;

    /** {@code KVM_MEM_READONLY}, a flag of the memory region commands. */
    public static final long READ_ONLY = 1L << 1;
    /** {@code MADV_DONTNEED}. */
    public static final long DONTNEED = 4;

    private final String text;
    private final long number;

    VmmCommand(String text, long number) {
        this.text = text;
        this.number = number;
    }

    /** Its name, for people. */
    public String text() {
        return text;
    }

    public long number() {
        return number;
    }
}
