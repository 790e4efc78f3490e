package dev.shopfuse.training.table;

import java.sql.SQLException;

/** A statement that DuckDB refused: a corrupt file, a full disk, or a mistake of ours. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueryException(String sql, SQLException cause) {
    super(firstLine(cause) + " [in: " + shortened(sql) + "]", cause);
  }

  /** Returns the first line of what DuckDB said. */
  public String reason() {
    return getCause() instanceof SQLException cause ? firstLine(cause) : String.valueOf(getCause());
  }

  /** Returns whether the disk or the memory did not suffice. */
  public boolean lacksRoom() {
    return reason().startsWith("Out of Memory Error")
        || reason().startsWith("IO Error: Could not write");
  }

  private static String firstLine(SQLException cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static String shortened(String sql) {
    String flat = sql.strip().replaceAll("\\s+", " ");
    return flat.length() <= 200 ? flat : flat.substring(0, 200) + "...";
  }
}
