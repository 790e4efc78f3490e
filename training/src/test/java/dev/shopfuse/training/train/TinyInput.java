package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.model.TinyMarket;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Something to learn from in the tiny market. */
final class TinyInput {
  private TinyInput() {}

  static TrainingInput create(boolean withTune) {
    return create(1, withTune);
  }

  /** Returns the examples several times over, one after the other, and nobody to measure by. */
  static TrainingInput repeated(int times) {
    return create(times, false);
  }

  private static TrainingInput create(int times, boolean withTune) {
    FeatureContract contract = TinyMarket.contract();
    VisitSequences sequences =
        VisitSequences.of(
            List.of("u0", "u1", "u2", "u3"),
            new int[][] {{2, 3, 4, 5}, {3, 4}, {}, {6, 7, 2}},
            new int[][] {{2, 3}, {4}, {5}, {6, 2}});
    List<TrainingExample> train =
        List.of(
            new TrainingExample(0, 2, 0, 2, true),
            new TrainingExample(0, 4, 1, 3, true),
            new TrainingExample(1, 2, 1, 4, false),
            new TrainingExample(2, 0, 0, 5, true),
            new TrainingExample(3, 3, 0, 6, true),
            new TrainingExample(3, 3, 1, 2, true));
    List<EvaluationCase> tune =
        List.of(
            new EvaluationCase(0, 4, 2, new int[] {4}, new int[] {2, 3}),
            new EvaluationCase(2, 0, 1, new int[] {2, 6}, new int[] {5}));
    Map<Split, VisitSequences> bySplit = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      bySplit.put(split, sequences);
    }
    SampleSet samples =
        SampleSet.of(
            bySplit,
            Collections.nCopies(times, train).stream().flatMap(List::stream).toList(),
            withTune ? Map.of(Split.TUNE, tune) : Map.of(),
            TinyMarket.ITEMS + 2,
            TinyMarket.SHOPS + 2,
            "tiny");
    return new TrainingInput(
        contract,
        TinyMarket.items(contract),
        TinyMarket.shops(contract),
        TinyMarket.users(contract),
        samples);
  }
}
