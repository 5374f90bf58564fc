package org.realmscope.machine;

import java.util.SortedMap;
import java.util.TreeMap;
import org.realmscope.hostkvm.HostImage;
import org.realmscope.hostkvm.HostSources;
import org.realmscope.machine.image.ElfImage;

/** The host images that come with the platform. */
public final class HostImages {
    private HostImages() {}

    /** KVM's fault path, which a VMM drives through the VMM port. */
    public static ElfImage kvm() {
        return ElfImage.parse(HostImage.NAME, kvmFile());
    }

    /** The bytes of the ELF file of {@link #kvm}. */
    public static byte[] kvmFile() {
        return HostImage.file();
    }

    /** What {@link #kvm} is built from: texts by path; empty in a build that has not put them beside the image. */
    public static SortedMap<String, String> kvmSources() {
        SortedMap<String, String> texts = new TreeMap<>();
        if (HostSources.arePresent()) {
            HostSources.files().forEach(file -> texts.put(file.path(), file.text()));
        }
        return texts;
    }
}
