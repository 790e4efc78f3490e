package dev.shopfuse.training.table;

/**
 * One row that cannot be used. Immutable.
 *
 * @param file name of the file
 * @param line number of the line the row starts on, from 1; for Parquet of the row, from 1
 * @param unit "line" or "row"
 * @param reason what kind of fault, the same words for every row that has it
 * @param detail what is wrong with this row
 */
public record BadRow(String file, long line, String unit, String reason, String detail) {
  @Override
  public String toString() {
    return file + " " + unit + " " + line + ": " + detail;
  }
}
