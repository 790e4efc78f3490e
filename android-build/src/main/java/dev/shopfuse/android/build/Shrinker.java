package dev.shopfuse.android.build;

import com.android.tools.r8.ClassFileResourceProvider;
import com.android.tools.r8.CompilationFailedException;
import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.OutputMode;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import com.android.tools.r8.tracereferences.TraceReferences;
import com.android.tools.r8.tracereferences.TraceReferencesCommand;
import com.android.tools.r8.tracereferences.TraceReferencesKeepRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Turns classes into shrunk dex with R8. Immutable. */
final class Shrinker {
  private final int minSdk;
  private final List<Path> platform;

  /**
   * Takes what the device brings.
   *
   * @param platform jars whose classes R8 may look up and does not pack
   */
  Shrinker(int minSdk, List<Path> platform) {
    this.minSdk = minSdk;
    this.platform = List.copyOf(platform);
  }

  /** Returns a shrinker that takes one more library for part of the device. */
  Shrinker with(Path library) {
    List<Path> more = new ArrayList<>(platform);
    more.add(library);
    return new Shrinker(minSdk, more);
  }

  /**
   * Writes {@code classes.dex} of an app into an empty folder, with the rules that each library
   * brings in {@code META-INF/proguard}.
   */
  Path shrink(List<Path> program, List<Path> ruleFiles, Path out) {
    try {
      R8Command.Builder command =
          R8Command.builder()
              .addProgramFiles(archives(program, out))
              .addLibraryFiles(platform)
              .addLibraryResourceProvider(jdk())
              .addProguardConfigurationFiles(ruleFiles)
              .addProguardConfiguration(ConsumerRules.of(program), Origin.unknown())
              .setProguardMapOutputPath(out.resolve("mapping.txt"))
              .setMinApiLevel(minSdk)
              .setMode(CompilationMode.RELEASE)
              .setOutput(out, OutputMode.DexIndexed);
      R8.run(command.build());
      return onlyDex(out);
    } catch (CompilationFailedException e) {
      throw new BuildException("R8 failed; its messages are above", e);
    }
  }

  /** A second file would be left out of package and checks: 65,536 methods are far away. */
  private static Path onlyDex(Path out) {
    if (Files.exists(out.resolve("classes2.dex"))) {
      throw new BuildException(
          out + " has more than one dex file, and only one is packed; keep less with -keep rules");
    }
    return out.resolve("classes.dex");
  }

  /** Returns the rules that keep of a library what an app uses. */
  List<String> usedBy(Path app, List<Path> library, List<Path> others, Path work) {
    StringBuilder rules = new StringBuilder();
    try {
      TraceReferences.run(
          TraceReferencesCommand.builder()
              .addLibraryFiles(platform)
              .addLibraryResourceProvider(jdk())
              .addLibraryFiles(archives(others, work))
              .addTargetFiles(archives(library, work))
              .addSourceFiles(archives(List.of(app), work))
              .setConsumer(
                  TraceReferencesKeepRules.builder()
                      .setAllowObfuscation(true)
                      .setOutputConsumer((text, handler) -> rules.append(text))
                      .build())
              .build());
      return rules.toString().lines().toList();
    } catch (CompilationFailedException e) {
      throw new BuildException("R8 cannot trace what the app uses; its messages are above", e);
    }
  }

  /** Android's own classes lack what the compiler refers to for lambdas and string constants. */
  private static ClassFileResourceProvider jdk() {
    try {
      return JdkClassFileProvider.fromSystemJdk();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the classes of this JDK", e);
    }
  }

  /** R8 reads jars: a folder of classes, as a reactor hands it on before packaging, is packed. */
  private static List<Path> archives(List<Path> paths, Path work) {
    return paths.stream().map(path -> Files.isDirectory(path) ? pack(path, work) : path).toList();
  }

  private static Path pack(Path folder, Path work) {
    Path jar = work.resolve(folder.toAbsolutePath().toString().replaceAll("\\W+", "_") + ".jar");
    try {
      Files.createDirectories(work);
      try (var files = Files.walk(folder);
          var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(file, zip);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack " + folder, e);
    }
  }
}
