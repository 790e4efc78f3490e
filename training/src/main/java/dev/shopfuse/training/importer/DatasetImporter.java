package dev.shopfuse.training.importer;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Progress;
import java.nio.file.Path;

/** Turns one public data set into visit tables. Implementations are immutable and thread-safe. */
public interface DatasetImporter {
  /** Returns the name on the command line. */
  String name();

  /** Returns one line about the data set and its terms. */
  String description();

  /**
   * Writes the visit tables of a data set, its feature contract and a README.
   *
   * @param source folder with the raw files
   * @param target folder to write, all or nothing; must not exist or be empty
   * @param progress hears of finished steps
   * @return what was written and what was left out
   * @throws InputException if a raw file is missing or not what it should be
   */
  ImportReport importFrom(Path source, Path target, Progress progress);
}
