package org.realmscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.choices.RmmChoices;

/** What {@code --rmm} names. */
final class RmmOption {
    private static final String STUB = "stub";

    private RmmOption() {}

    /**
     * @param value {@code stub}, a profile of the built-in RMM, or, with a slash or a dot in it, the file of an RMM
     *     image: ELF, or position-independent code without a header
     * @throws UserError if there is neither such a profile nor such a file
     */
    static RealmFirmware firmware(String value) {
        if (value.equals(STUB)) {
            return RealmFirmware.stub();
        }
        if (value.indexOf('/') < 0 && value.indexOf('.') < 0) {
            return RealmFirmware.builtIn(RmmChoices.of(value));
        }
        byte[] image;
        try {
            image = Files.readAllBytes(Path.of(value));
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, "--rmm " + value + " cannot be read as an RMM image");
        }
        return isElf(image) ? RealmFirmware.elf(ElfImage.parse(value, image)) : RealmFirmware.flat(image);
    }

    private static boolean isElf(byte[] image) {
        return image.length > 3 && image[0] == 0x7f && image[1] == 'E' && image[2] == 'L' && image[3] == 'F';
    }
}
