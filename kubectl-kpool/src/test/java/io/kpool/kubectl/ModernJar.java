package io.kpool.kubectl;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A jar whose classes were compiled for Java 5, as classes of Java 8: the JVM takes no older ones into a start-up cache.
 * They do what they did.
 */
final class ModernJar {
    private static final ClassFileVersion JAVA_8 = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);
    private static final long TIME = 315_532_800_000L;

    private ModernJar() {}

    static void write(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                JarOutputStream modern = new JarOutputStream(out)) {
            ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(name -> {
                        try {
                            JarEntry entry = jar.getJarEntry(
                                    name.packageName().replace('.', '/') + "/" + name.displayName() + ".class");
                            return entry == null ? null : jar.getInputStream(entry);
                        } catch (IOException e) {
                            return null;
                        }
                    })
                    .orElse(ClassHierarchyResolver.defaultResolver());
            ClassFile classes = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(hierarchy),
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
            for (JarEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(TIME);
                modern.putNextEntry(copy);
                modern.write(entry.getName().endsWith(".class") ? modern(classes, bytes) : bytes);
                modern.closeEntry();
            }
        }
    }

    private static byte[] modern(ClassFile classes, byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.with(JAVA_8);
            } else {
                builder.with(element);
            }
        };
        return classes.transformClass(
                model, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
