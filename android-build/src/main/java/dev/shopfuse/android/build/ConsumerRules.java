package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Rules that libraries bring for the app that shrinks them, as Android's own build reads them. */
final class ConsumerRules {
  private static final String FOLDER = "META-INF/proguard/";

  private ConsumerRules() {}

  /** Returns the rules of jars and class folders, in this order. */
  static List<String> of(List<Path> libraries) {
    List<String> rules = new ArrayList<>();
    for (Path library : libraries) {
      try {
        rules.addAll(Files.isDirectory(library) ? ofFolder(library) : ofJar(library));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the rules of " + library, e);
      }
    }
    return rules;
  }

  private static List<String> ofFolder(Path library) throws IOException {
    Path folder = library.resolve(FOLDER);
    List<String> rules = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          rules.addAll(Files.readAllLines(file));
        }
      }
    }
    return rules;
  }

  private static List<String> ofJar(Path library) throws IOException {
    List<String> rules = new ArrayList<>();
    try (ZipFile zip = new ZipFile(library.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            rules.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
          }
        }
      }
    }
    return rules;
  }
}
