package org.realmscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** Sizes, in bytes of code, that decide how HotSpot treats the methods that every simulated instruction passes. */
class HotPathTest {
    /** HotSpot's HugeMethodLimit: it never compiles what is larger. */
    private static final int NEVER_COMPILED = 8000;

    /** HotSpot's FreqInlineSize: it inlines nothing that is larger. */
    private static final int NEVER_INLINED = 325;

    private static final int MEMORY_ACCESS = 75;

    @Test
    void memoryAccessesOfThePeStaySmallEnoughToBeInlined() throws IOException {
        SortedMap<String, Integer> sizes =
                codeSizes("org.realmscope.platform.pe.Pe", name -> name.matches("(load|store)[0-9]+"));

        assertEquals(
                List.of("load16", "load32", "load64", "load8", "store16", "store32", "store64", "store8"),
                List.copyOf(sizes.keySet()));
        sizes.values().removeIf(size -> size <= MEMORY_ACCESS);
        assertEquals(new TreeMap<>(), sizes);
    }

    @Test
    void unrolledBlocksStaySmallEnoughToBeInlinedIntoThoseThatLeadToThem() throws IOException {
        SortedMap<String, Integer> sizes =
                codeSizes("org.realmscope.a64.engine.UnrolledBlock", name -> name.equals("execute"));

        assertEquals(1, sizes.size());
        sizes.values().removeIf(size -> size <= NEVER_INLINED);
        assertEquals(new TreeMap<>(), sizes);
    }

    @Test
    void everyMethodOfTheSimulatedMachineCanBeCompiled() throws IOException {
        TreeMap<String, Integer> huge = new TreeMap<>();
        int methods = 0;
        for (JavaClass type : Modules.CLASSES) {
            if (Modules.SIMULATED_MACHINE.stream()
                    .anyMatch(module -> type.getPackageName().startsWith(Modules.ROOT + "." + module))) {
                SortedMap<String, Integer> sizes = codeSizes(type.getName(), name -> !name.equals("<clinit>"));
                methods += sizes.size();
                sizes.forEach((name, size) -> {
                    if (size >= NEVER_COMPILED) {
                        huge.put(type.getName() + "." + name, size);
                    }
                });
            }
        }
        assertFalse(methods < 1000, "only " + methods + " methods were found");
        assertEquals(new TreeMap<>(), huge);
    }

    /** Largest code size of the methods of each name. */
    private static SortedMap<String, Integer> codeSizes(String type, Predicate<String> wanted) throws IOException {
        TreeMap<String, Integer> sizes = new TreeMap<>();
        try (InputStream in = HotPathTest.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException("no class file of " + type);
            }
            new ClassReader(in)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        String signature,
                                        String[] exceptions) {
                                    return new CodeSizeEvaluator(Opcodes.ASM9, null) {
                                        @Override
                                        public void visitEnd() {
                                            if (wanted.test(name)) {
                                                sizes.merge(name, getMaxSize(), Math::max);
                                            }
                                        }
                                    };
                                }
                            },
                            ClassReader.SKIP_DEBUG);
        }
        return sizes;
    }
}
