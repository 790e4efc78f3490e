package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** Compiles and links resources with the aapt2 that apktool's jar carries. Thread-safe. */
final class Aapt2 {
  /** The ending of assets that are stored, to be read without being unpacked. */
  static final String STORED = ".shopfuse";

  private static final String FRAMEWORK = "prebuilt/android-framework.jar";

  private final Path binary;
  private final Path framework;

  private Aapt2(Path binary, Path framework) {
    this.binary = binary;
    this.framework = framework;
  }

  /** Unpacks the binary of this machine and the framework's resources, unless they are there. */
  static Aapt2 unpack(Path tools) {
    String resource =
        binaryFor(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    Path binary = copy(resource, tools);
    if (!binary.toFile().setExecutable(true)) {
      throw new BuildException(binary + " cannot be made executable; build in another folder");
    }
    return new Aapt2(binary, copy(FRAMEWORK, tools));
  }

  static String binaryFor(String system, String processor) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("windows")) {
      return "prebuilt/windows/aapt2_64.exe";
    }
    if (name.contains("mac")) {
      return "prebuilt/macosx/aapt2_64";
    }
    if (name.contains("linux") && List.of("amd64", "x86_64").contains(processor)) {
      return "prebuilt/linux/aapt2_64";
    }
    throw new BuildException(
        "There is no aapt2 for %s on %s; build on Linux x86-64, macOS or Windows, or leave the app out with -pl !android-sample"
            .formatted(system, processor));
  }

  private static Path copy(String resource, Path folder) {
    Path target = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream in = Aapt2.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new BuildException("apktool-lib has no " + resource + "; use version 2.12.1");
      }
      if (!Files.exists(target)) {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "part", "");
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + resource, e);
    }
  }

  /** Compiles the folder {@code res} and links it with manifest and assets into a package. */
  void link(AppFolders app, String packageName, AppVersion version) {
    Path compiled = app.resources().resolveSibling("compiled-resources.zip");
    Tool.run(List.of(text(binary), "compile", "--dir", text(app.res()), "-o", text(compiled)));
    Tool.run(
        List.of(
            text(binary),
            "link",
            "-I",
            text(framework),
            "--manifest",
            text(named(app, packageName)),
            "-A",
            text(app.assets()),
            "-0",
            STORED,
            "--java",
            text(app.generatedSources()),
            "--proguard",
            text(app.resourceRules()),
            "--min-sdk-version",
            String.valueOf(version.minSdk()),
            "--target-sdk-version",
            String.valueOf(version.targetSdk()),
            "--version-code",
            String.valueOf(version.code()),
            "--version-name",
            version.name(),
            "--auto-add-overlay",
            "-o",
            text(app.resources()),
            text(compiled)));
  }

  /** Gradle wants the manifest without a package, aapt2 wants it with one. */
  private static Path named(AppFolders app, String packageName) {
    Path named = app.resources().resolveSibling("AndroidManifest.xml");
    try {
      String manifest = Files.readString(app.manifest());
      Files.writeString(
          named, manifest.replace("<manifest ", "<manifest package=\"" + packageName + "\" "));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + app.manifest(), e);
    }
    return named;
  }

  /** Returns what {@code aapt2 dump badging} prints of a package. */
  String badging(Path apk) {
    return Tool.run(List.of(text(binary), "dump", "badging", text(apk)));
  }

  private static String text(Path path) {
    return path.toString();
  }
}
