package dev.shopfuse.training.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds statements: quoting, and scripts that lie beside a class as resources. */
public final class Sql {
  private Sql() {}

  /** Returns a string literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Returns a quoted column or table name. */
  public static String name(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  /** Returns a literal that names exactly this file, even if its path holds glob characters. */
  public static String file(Path path) {
    StringBuilder pattern = new StringBuilder();
    for (char c : path.toAbsolutePath().toString().toCharArray()) {
      pattern.append(c == '*' || c == '?' || c == '[' ? "[" + c + "]" : String.valueOf(c));
    }
    return text(pattern.toString());
  }

  /**
   * Returns a script that lies beside a class, with each {@code ${name}} replaced.
   *
   * @throws IllegalArgumentException if a placeholder has no value
   */
  public static String script(Class<?> beside, String resource, Map<String, String> values) {
    String script = read(beside, resource);
    for (Map.Entry<String, String> value : values.entrySet()) {
      script = script.replace("${" + value.getKey() + "}", value.getValue());
    }
    int open = script.indexOf("${");
    if (open >= 0) {
      throw new IllegalArgumentException(
          resource
              + " has a placeholder without value: "
              + script.substring(open).lines().toList());
    }
    return script;
  }

  /** Returns the statements of a script, each ended by a semicolon at the end of a line. */
  public static List<String> statements(String script) {
    StringBuilder plain = new StringBuilder();
    script
        .lines()
        .filter(line -> !line.strip().startsWith("--"))
        .forEach(line -> plain.append(line).append('\n'));
    List<String> statements = new ArrayList<>();
    for (String statement : plain.toString().split(";\\s*\\n", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement);
      }
    }
    return statements;
  }

  private static String read(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(resource + " is not beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
