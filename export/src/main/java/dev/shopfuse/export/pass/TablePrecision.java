package dev.shopfuse.export.pass;

import java.util.Locale;

/** How the numbers of an embedding table are stored. */
public enum TablePrecision {
  /** 4 bytes a number, as trained. */
  FP32,
  /** 2 bytes a number, rounded to 11 significant bits. */
  FP16,
  /** 1 byte a number, and one scale of 2 bytes a row. */
  INT8;

  /** Returns the name in commands and reports: {@code fp32}, {@code fp16} or {@code int8}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
