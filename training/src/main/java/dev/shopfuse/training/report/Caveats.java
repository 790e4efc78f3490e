package dev.shopfuse.training.report;

import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.train.Growth;
import dev.shopfuse.training.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What cannot be concluded from a report: always said, and said of this very run. */
final class Caveats {
  private static final int FEW_USERS = 500;
  private static final int FEW_SEEDS = 5;

  private Caveats() {}

  static List<String> of(Report report) {
    List<String> caveats = new ArrayList<>();
    report.run().ifPresent(run -> ofRun(caveats, run));
    report.baselines().ifPresent(baselines -> ofBaselines(caveats, baselines));
    if (report.baselines().isEmpty()) {
      caveats.add(
          "Whether the model is better than something simpler: no baseline was measured. Run"
              + " shopfuse baselines.");
    }
    if (report.data().samples()) {
      caveats.add(
          "How the model would do on tomorrow's visits: samples do not tell whether their split is by"
              + " time; the tables they were made of do.");
    } else if (report.data().timeRange().isEmpty()) {
      caveats.add(
          "How the model would do on tomorrow's visits: the times of the visits are unknown, so the"
              + " split is not by time, and which visits are the last ones is arbitrary.");
    }
    caveats.add(
        "What showing these rankings would change: the visits were made under whatever ranking was"
            + " shown then, shops that were never shown could not be visited, and only an"
            + " experiment with users tells cause from habit.");
    caveats.add(
        "How good the ranking is for users without a held-out shop: they are in no figure.");
    return caveats;
  }

  private static void ofRun(List<String> caveats, TrainingResult run) {
    caveats.add(
        run.tune().isPresent()
            ? "How good the model is on users it was not chosen by: its tune figures are those of"
                + " the best of several epochs, and of settings that may have been searched there, as"
                + " shopfuse tune does and as was done for shipped configurations: they are"
                + " optimistic. Run shopfuse evaluate --split test."
            : "How good the model is at all: there was no tune split to measure it on. Run shopfuse"
                + " evaluate --split test.");
    caveats.add(
        "How likely a visit is among all shops: a score is the probability that a shop is the"
            + " visited one where each visited shop stands beside as many sampled ones as"
            + " negatives.shops says.");
    caveats.add(
        "How much another seed would differ: this is one run. Differences between two single runs"
            + " are often noise.");
    ofLearningRates(caveats, run.learningRates());
    run.growth().ifPresent(growth -> ofGrowth(caveats, growth));
  }

  private static void ofGrowth(List<String> caveats, Growth growth) {
    if (growth.earlierUsers().isPresent()) {
      caveats.add(
          "That as much was forgotten as is shown: the earlier users are of the split on which the"
              + " epoch of the earlier model was chosen, so its figures before are optimistic and"
              + " forgetting is overstated.");
    }
    if (growth.newVisits().isPresent()) {
      caveats.add(
          "That as much was gained on new visits as is shown: the epoch of this model was chosen on"
              + " them, that of the earlier model was not, so the gain is flattered. Where the"
              + " earlier model knows all visited shops, run shopfuse evaluate --split test for both.");
    }
  }

  private static void ofLearningRates(List<String> caveats, List<Double> rates) {
    if (rates.size() > 1) {
      caveats.add(
          "That this configuration and seed give this model again: the run was resumed with another"
              + " learning rate. Its steps had %s; metrics.json tells those of each"
                  .formatted(rates.stream().map(String::valueOf).collect(Collectors.joining(", ")))
              + " epoch.");
    }
  }

  private static void ofBaselines(List<String> caveats, BaselineComparison baselines) {
    if (baselines.table().split() == Split.TUNE) {
      caveats.add(
          "How the tuned rows do on unseen visits: the epoch of networks, perhaps their settings,"
              + " and those of neighbours and factors were chosen on the split that the table reports."
              + " popularity and item_to_shop have no such advantage.");
    }
    caveats.add(
        "That a row is worse in itself: networks used the settings of this configuration, but for"
            + " rows whose description names others, and they may suit one of them better than another; if they were searched for one row, they"
            + " suit that one.");
    OptionalInt seeds =
        baselines.table().rows().stream()
            .filter(row -> row.baseline().hasSeed())
            .mapToInt(row -> row.runs().size())
            .min();
    if (seeds.orElse(FEW_SEEDS) == 1) {
      caveats.add(
          "Differences that other seeds would show again: some trained rows have one seed, and their"
              + " intervals are about these very models only.");
    } else if (seeds.orElse(FEW_SEEDS) < FEW_SEEDS) {
      caveats.add(
          "Small differences between trained rows: some have fewer than five seeds, so their"
              + " intervals are too narrow.");
    }
    if (baselines.table().shopVisits().size() < FEW_USERS) {
      caveats.add(
          "Anything fine: there are only %d evaluated users."
              .formatted(baselines.table().shopVisits().size()));
    }
    caveats.add(
        "All intervals at once: each is right nineteen times in twenty by itself; of many, some"
            + " miss.");
  }
}
