package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages name sections of docs/troubleshooting.md; every one of them is there, and no other. */
class TroubleshootingTest {
  private static final Pattern NAMED =
      Pattern.compile("\\(troubleshooting: ([a-z-]+)\\)|\"((?:bundle|engine|store)-[a-z-]+)\"");
  private static final Pattern SECTION = Pattern.compile("(?m)^## ([a-z-]+)$");

  @Test
  void messages_sdk_nameTheSectionsThereAre() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        addMatches(NAMED, Files.readString(source), named);
      }
    }
    Set<String> sections = new TreeSet<>();
    addMatches(SECTION, Files.readString(Path.of("../docs/troubleshooting.md")), sections);
    assertThat(named).hasSizeGreaterThan(8).isEqualTo(sections);
  }

  private static void addMatches(Pattern pattern, String text, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String first = matcher.group(1);
      found.add(first == null ? matcher.group(2) : first);
    }
  }
}
