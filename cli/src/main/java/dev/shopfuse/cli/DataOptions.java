package dev.shopfuse.cli;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.table.BadRows;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The {@code --data} option: a folder of visit tables. */
final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder with the visit tables.")
  private Path folder;

  Path folder() {
    return folder;
  }

  /** Opens the tables; the caller closes them. Bad rows that are allowed are told. */
  VisitTables open(TrainingConfig config, Output output, ProgressDisplay bars) {
    return open(folder, config.training().maxBadShare(), output, bars);
  }

  /** Opens the tables; the caller closes them. Bad rows that are allowed are told. */
  VisitTables open(double maxBadShare, Output output, ProgressDisplay bars) {
    return open(folder, maxBadShare, output, bars);
  }

  static VisitTables open(Path folder, TrainingConfig config, Output output, ProgressDisplay bars) {
    return open(folder, config.training().maxBadShare(), output, bars);
  }

  private static VisitTables open(
      Path folder, double maxBadShare, Output output, ProgressDisplay bars) {
    VisitTables tables =
        VisitTables.open(
            folder,
            TableOptions.strict()
                .withMaxBadShare(maxBadShare)
                .withProgress(bars.steps("Reading tables")));
    for (BadRows rows : tables.badRows()) {
      output.warn("Left out: %s", rows.describe());
    }
    return tables;
  }

  /** Warns where negatives are to be what was shown, and nothing was. */
  void warnWithoutImpressions(SampleSet samples, TrainingConfig config, Output output) {
    double share = config.negatives().impressionShare();
    if (share > 0 && !samples.known().hasShown()) {
      output.warn(
          "negatives.impression_share is %s, but %s shows nobody in the train split what they did not"
              + " visit: all negatives are drawn. Give visits rows with the action impression, or set"
              + " the share to 0.",
          share, folder);
    }
  }
}
