package dev.shopfuse.training.importer;

import dev.shopfuse.training.InputException;
import java.util.List;
import java.util.stream.Collectors;

/** The importers there are. Immutable. */
public final class DatasetImporters {
  private static final List<DatasetImporter> ALL =
      List.of(new CompleteJourneyImporter(), new YoushuImporter(), new TmallImporter());

  private DatasetImporters() {}

  /** Returns all importers. */
  public static List<DatasetImporter> all() {
    return ALL;
  }

  /**
   * Returns the importer of this name.
   *
   * @throws InputException if there is none; the message lists the names
   */
  public static DatasetImporter named(String name) {
    return ALL.stream()
        .filter(importer -> importer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "Data set is \"%s\"; allowed are %s"
                        .formatted(
                            name,
                            ALL.stream()
                                .map(DatasetImporter::name)
                                .collect(Collectors.joining(", ")))));
  }
}
