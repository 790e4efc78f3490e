package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Shrinks an app and writes one signed package for each ABI. Immutable. */
final class AppPackager {
  private final AppFolders app;
  private final Shrinker shrinker;
  private final String packageName;
  private final String sdkPackage;
  private final Path classes;
  private final List<Path> libraries;

  AppPackager(
      AppFolders app,
      Shrinker shrinker,
      String packageName,
      String sdkPackage,
      Path classes,
      List<Path> libraries) {
    this.app = app;
    this.shrinker = shrinker;
    this.packageName = packageName;
    this.sdkPackage = sdkPackage;
    this.classes = classes;
    this.libraries = libraries;
  }

  /** Shrinks the libraries alone to what the app uses of them, and returns the bytes of the dex. */
  long measureLibraries(Path onnxRuntime) {
    Path work = empty("libraries");
    Path rules = work.resolve("used.pro");
    try {
      Files.write(rules, shrinker.usedBy(classes, libraries, List.of(onnxRuntime), work));
      Shrinker alone = shrinker.with(onnxRuntime);
      return Files.size(alone.shrink(libraries, List.of(rules), work));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot measure the libraries in " + work, e);
    }
  }

  /** Writes a package for each ABI and adds its sizes to the report. */
  void write(
      OnnxRuntimeAar aar, DebugKey key, AppVersion version, List<String> abis, BuildReport report) {
    Path work = empty("app");
    List<Path> program = new ArrayList<>(List.of(classes));
    program.addAll(libraries);
    Path engine = aar.classes(work.resolveSibling("onnxruntime"));
    program.add(engine);
    Path dex = shrinker.shrink(program, List.of(app.rules(), app.resourceRules()), work);
    DexFile names = readDex(dex);
    requireNone("R8 removed what native code looks up", JniNames.lost(engine, names));
    requireSdk(names);
    report.add("Dex of the whole app", size(dex), "app, SDK and ONNX Runtime's Java classes");
    for (String abi : abis) {
      Path apk = app.target().resolve("shopfuse-sample-" + abi + ".apk");
      List<ApkEntry> natives = aar.libraries(abi);
      requireNamed(natives, names);
      new ApkWriter(key).write(entries(dex, natives), version.minSdk(), apk);
      requireNone(apk + " is not right", ApkCheck.problems(apk));
      requireNone(apk + " is not right", badgingProblems(apk, version));
      long nativeBytes = natives.stream().mapToLong(entry -> entry.bytes().length).sum();
      report.add("ONNX Runtime " + abi, nativeBytes, "stored, not compressed");
      report.add("Package " + abi, size(apk), app.module().relativize(apk).toString());
    }
  }

  private void requireSdk(DexFile names) {
    if (names.classes().stream().noneMatch(name -> name.startsWith(sdkPackage + "."))) {
      throw new BuildException(
          "The dex has no class of %s; give its jar among the libraries".formatted(sdkPackage));
    }
  }

  private List<String> badgingProblems(Path apk, AppVersion version) {
    String badging = Aapt2.unpack(app.tools()).badging(apk);
    return ApkCheck.badgingProblems(badging, packageName, version);
  }

  private static void requireNamed(List<ApkEntry> natives, DexFile names) {
    for (ApkEntry library : natives) {
      List<String> lost = new ArrayList<>(JniNames.classesNamedIn(library.bytes()));
      lost.removeAll(names.classes());
      requireNone("R8 removed classes that " + library.name() + " looks up", lost);
    }
  }

  private static void requireNone(String what, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new BuildException(what + ":\n  " + String.join("\n  ", problems));
    }
  }

  private static DexFile readDex(Path dex) {
    try {
      return DexFile.read(dex);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + dex, e);
    }
  }

  private List<ApkEntry> entries(Path dex, List<ApkEntry> natives) {
    List<ApkEntry> entries = new ArrayList<>(ApkEntry.all(app.resources()));
    try {
      entries.add(ApkEntry.compressed("classes.dex", Files.readAllBytes(dex)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + dex, e);
    }
    entries.addAll(natives);
    return entries;
  }

  private Path empty(String name) {
    Path folder = app.target().resolve("android/dex").resolve(name);
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty " + folder, e);
    }
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
