package dev.shopfuse.training.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small visit tables for tests. */
public final class TableFolder {
  private final Path folder;

  public TableFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes a file of these lines. */
  public TableFolder with(String file, String... lines) {
    return withText(file, String.join("\n", lines) + "\n");
  }

  /** Writes a file of exactly this text. */
  public TableFolder withText(String file, String text) {
    try (OutputStream raw = Files.newOutputStream(folder.resolve(file));
        OutputStream out = file.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public VisitTables open() {
    return VisitTables.open(folder, TableOptions.strict());
  }

  public VisitTables open(double maxBadShare) {
    return VisitTables.open(folder, TableOptions.strict().withMaxBadShare(maxBadShare));
  }
}
