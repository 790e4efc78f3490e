package dev.shopfuse.training.config;

import java.util.Locale;

/** Names as they stand in a configuration file. */
final class Labels {
  private Labels() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
