package org.realmscope.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.world.RealmWorld;
import org.realmscope.platform.world.WorldSwitch;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.choices.UnknownContent;
import org.realmscope.rmm.granule.CarveOut;
import org.realmscope.rmm.image.ImageRealmWorld;
import org.realmscope.rmm.image.RmmImage;
import org.realmscope.rmm.image.RmmLayout;
import org.realmscope.rmm.image.StubRmm;

/** Chooses what runs at R-EL2 of a machine. */
@FunctionalInterface
public interface RealmFirmware {
    /**
     * Makes the Realm world of one machine; it keeps its state in the machine's memory and registers only.
     *
     * @param layout memory that is the RMM's, and what it manages
     * @param worldSwitch for a world that runs as an image
     */
    RealmWorld create(RmmLayout layout, WorldSwitch worldSwitch);

    /** What realms do that have no code; null if all have. */
    default @Nullable ModelledRealm modelledRealm() {
        return null;
    }

    /** The same for realms that are modelled. */
    default RealmFirmware with(ModelledRealm realm) {
        RealmFirmware world = this;
        return new RealmFirmware() {
            @Override
            public RealmWorld create(RmmLayout layout, WorldSwitch worldSwitch) {
                return world.create(layout, worldSwitch);
            }

            @Override
            public ModelledRealm modelledRealm() {
                return realm;
            }
        };
    }

    /** The built-in RMM, with the platform's features. */
    static RealmFirmware builtIn(RmmChoices choices) {
        return (layout, worldSwitch) -> new BuiltInRmm(RmmConfiguration.of(
                        new CarveOut(layout.window().base(), layout.window().size()), List.of(layout.dram()))
                .with(choices));
    }

    /**
     * The built-in RMM in a profile.
     *
     * @param patternContent whether RMI_DATA_CREATE_UNKNOWN fills pages with a pattern instead of zeroes
     * @throws UserError if there is no such profile
     */
    static RealmFirmware builtIn(String profile, boolean patternContent) {
        return builtIn(RmmChoices.of(profile).with(patternContent ? UnknownContent.PATTERN : UnknownContent.ZERO));
    }

    /**
     * The built-in RMM in a profile, as it is on the platform of a recording.
     *
     * @param features RMI_FEATURES index 0
     * @param paWidth bits of a physical address
     * @param delegable memory of that platform
     * @throws UserError if there is no such profile, or no such platform
     */
    static RealmFirmware recorded(
            String profile, long features, int paWidth, boolean vmid16, int recAuxCount, MemoryRegion delegable) {
        RmmChoices choices = RmmChoices.of(profile);
        return (layout, worldSwitch) -> new BuiltInRmm(new RmmConfiguration(
                features,
                paWidth,
                vmid16,
                recAuxCount,
                List.of(delegable),
                new CarveOut(layout.window().base(), layout.window().size()),
                choices));
    }

    /** An RMM that is in a file: an ELF, or position-independent code without a header. */
    static RealmFirmware file(String name, byte[] bytes) {
        boolean isElf = bytes.length > 3 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
        return isElf ? elf(ElfImage.parse(name, bytes)) : flat(bytes);
    }

    /** The stub RMM that comes with the platform. */
    static RealmFirmware stub() {
        return elf(ElfImage.parse(StubRmm.NAME, StubRmm.file()));
    }

    /** An RMM that is an ELF file. It must fit into the RMM's memory. */
    static RealmFirmware elf(ElfImage image) {
        return (layout, worldSwitch) -> {
            RmmImage loader =
                    memory -> image.load(memory, layout.window().base(), new MemoryMap(layout.dram()).outsideRmm());
            return new ImageRealmWorld(loader, layout, worldSwitch, MemoryMap.firmwareState());
        };
    }

    /**
     * A position-independent RMM without an ELF header. Creating its world is refused with a {@link UserError} if the
     * image does not fit into the RMM's memory.
     */
    static RealmFirmware flat(byte[] bytes) {
        return (layout, worldSwitch) -> {
            if (bytes.length == 0 || bytes.length > layout.window().size()) {
                throw new UserError(
                        UserError.Code.PARAMETER_INVALID,
                        "an RMM image of %d bytes does not fit into the RMM's memory of %d bytes at 0x%x"
                                .formatted(
                                        bytes.length,
                                        layout.window().size(),
                                        layout.window().base()));
            }
            return new ImageRealmWorld(
                    RmmImage.flat(bytes, layout.window().base()), layout, worldSwitch, MemoryMap.firmwareState());
        };
    }
}
