package dev.shopfuse.android.build;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of a command, given as {@code name=value}. Immutable. */
final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  static Options parse(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new BuildException("Option is \"%s\"; write name=value".formatted(argument));
      }
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Options(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new BuildException("Option %s is missing; add %s=value".formatted(name, name));
    }
    return value;
  }

  int number(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new BuildException(
          "Option %s is \"%s\"; it must be a whole number".formatted(name, text(name)), e);
    }
  }

  Path path(String name) {
    return Path.of(text(name));
  }

  List<Path> paths(String name) {
    return AndroidBuild.split(text(name));
  }

  List<String> list(String name) {
    return Arrays.asList(text(name).split(","));
  }
}
