package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The names by which native code finds Java code, against those that are left in a dex. */
final class JniNames {
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");
  private static final Pattern CLASS_NAME = Pattern.compile("L?ai/onnxruntime/[A-Za-z0-9_$/]+");
  private static final Pattern METHOD =
      Pattern.compile("\\([\\[A-Za-z0-9_$/;]*\\)[\\[A-Za-z0-9_$/;]+");

  private JniNames() {}

  /** Returns the classes of ONNX Runtime that a native library names in its text. */
  static Set<String> classesNamedIn(byte[] library) {
    Set<String> names = new TreeSet<>();
    for (String text : UNPRINTABLE.split(new String(library, StandardCharsets.ISO_8859_1), 0)) {
      Matcher matcher = CLASS_NAME.matcher(text);
      if (matcher.matches() || METHOD.matcher(text).matches()) {
        matcher.reset();
        while (matcher.find()) {
          String name = matcher.group();
          names.add((name.startsWith("L") ? name.substring(1) : name).replace('/', '.'));
        }
      }
    }
    return names;
  }

  /** Returns the classes and methods of a jar that are not in a dex. */
  static List<String> lost(Path jar, DexFile dex) {
    List<String> lost = new ArrayList<>();
    Set<String> classes = dex.classes();
    Set<String> methods = dex.methods();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : classesOf(jar)) {
        if (!classes.contains(name)) {
          lost.add("class " + name);
        }
        for (Method method : Class.forName(name, false, loader).getDeclaredMethods()) {
          String text = name + "." + method.getName() + descriptor(method);
          if (!method.isSynthetic() && !methods.contains(text)) {
            lost.add("method " + text);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    } catch (ClassNotFoundException e) {
      throw new BuildException(jar + " lacks a class of its own; fetch it again", e);
    }
    return lost;
  }

  private static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }

  private static List<String> classesOf(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith("ai/onnxruntime/") && name.endsWith(".class"))
          .filter(name -> !name.endsWith("package-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
