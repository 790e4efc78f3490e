package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
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

  /** Returns the classes of a jar, and their members, that a dex does not define. */
  static List<String> lost(Path jar, DexFile dex) {
    Set<String> named = new TreeSet<>();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : classesOf(jar)) {
        named.add(name);
        named.addAll(members(Class.forName(name, false, loader)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    } catch (ClassNotFoundException e) {
      throw new BuildException(jar + " lacks a class of its own; fetch it again", e);
    }
    named.removeAll(dex.classes());
    named.removeAll(dex.fields());
    named.removeAll(dex.methods());
    return new ArrayList<>(named);
  }

  /** Returns what a class declares, but for what the compiler has added. */
  private static List<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!field.isSynthetic()) {
        members.add(
            type.getName() + "." + field.getName() + ":" + field.getType().descriptorString());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        members.add(method(method, method.getName(), method.getReturnType()));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (!constructor.isSynthetic()) {
        members.add(method(constructor, "<init>", void.class));
      }
    }
    return members;
  }

  private static String method(Executable method, String name, Class<?> returned) {
    String descriptor =
        MethodType.methodType(returned, method.getParameterTypes()).descriptorString();
    return method.getDeclaringClass().getName() + "." + name + descriptor;
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
