package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * ONNX Runtime for Android: an archive with {@code classes.jar} and the native libraries of each
 * ABI. Thread-safe: it only reads.
 */
final class OnnxRuntimeAar {
  private final Path file;

  private OnnxRuntimeAar(Path file) {
    this.file = file;
  }

  /** Returns where the archive of a version is to lie. */
  static Path in(Path folder, String version) {
    return folder.resolve("onnxruntime-android-" + version + ".aar");
  }

  /** Returns the archive of this very version in a folder, if it is there. */
  static Optional<OnnxRuntimeAar> find(Path folder, String version) {
    Path file = in(folder, version);
    return Files.isRegularFile(file) ? Optional.of(new OnnxRuntimeAar(file)) : Optional.empty();
  }

  Path file() {
    return file;
  }

  /** Unpacks the Java classes. */
  Path classes(Path folder) {
    return unpack("classes.jar", folder.resolve("onnxruntime-classes.jar"));
  }

  /** Returns the native libraries of an ABI, as {@code lib/ABI/NAME} in the package. */
  List<ApkEntry> libraries(String abi) {
    String folder = "jni/" + abi + "/";
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<ApkEntry> libraries =
          zip.stream()
              .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory())
              .map(
                  entry ->
                      ApkEntry.stored(
                          "lib/" + entry.getName().substring("jni/".length()), read(zip, entry)))
              .toList();
      if (libraries.isEmpty()) {
        throw new BuildException("%s has no %s; choose an ABI that it has".formatted(file, folder));
      }
      return libraries;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private Path unpack(String name, Path target) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new BuildException("%s has no %s; fetch it again".formatted(file, name));
      }
      Files.createDirectories(target.getParent());
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + file, e);
    }
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + entry, e);
    }
  }
}
