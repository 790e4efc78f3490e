package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Renumbers the samples of one set of tables by the catalogues of a model that was trained on
 * another. Not thread-safe; used once.
 */
final class Realignment {
  private final TrainingInput own;
  private final Catalogue items;
  private final Catalogue shops;
  private final int[] itemIndices;
  private final int[] shopIndices;

  Realignment(TrainingInput own, Catalogue items, Catalogue shops) {
    this.own = own;
    this.items = items;
    this.shops = shops;
    this.itemIndices = indices(own.items(), items);
    this.shopIndices = indices(own.shops(), shops);
  }

  TrainingInput apply() {
    SampleSet samples = own.samples();
    Map<Split, VisitSequences> sequences = new EnumMap<>(Split.class);
    Map<Split, List<EvaluationCase>> cases = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sequences.put(split, sequences(samples.sequences(split)));
      cases.put(split, samples.cases(split).stream().map(this::evaluationCase).toList());
    }
    SampleSet aligned =
        SampleSet.of(
            sequences,
            samples.train().stream().map(this::example).toList(),
            cases,
            items.size(),
            shops.size(),
            samples.digest());
    return new TrainingInput(own.contract(), items, shops, own.users(), aligned);
  }

  private static int[] indices(Catalogue from, Catalogue to) {
    return IntStream.range(0, from.size())
        .map(index -> index < Catalogue.FIRST ? index : to.index(from.id(index)))
        .toArray();
  }

  private VisitSequences sequences(VisitSequences before) {
    int users = before.users();
    int[][] itemVisits = new int[users][];
    int[][] shopVisits = new int[users][];
    for (int user = 0; user < users; user++) {
      itemVisits[user] = renumbered(before.itemVisits(user), itemIndices);
      shopVisits[user] = renumbered(before.shopVisits(user), shopIndices);
    }
    return VisitSequences.of(before.userIds(), itemVisits, shopVisits);
  }

  private TrainingExample example(TrainingExample before) {
    return new TrainingExample(
        before.user(),
        before.itemCount(),
        before.shopCount(),
        shopIndices[before.shop()],
        before.timed());
  }

  private EvaluationCase evaluationCase(EvaluationCase before) {
    for (int shop : before.heldOut()) {
      if (shopIndices[shop] == Catalogue.UNKNOWN) {
        throw new InputException(
            "Shop \"%s\" is held out but unknown to the model, which can only rank the %,d shops it"
                    .formatted(own.shops().id(shop), shops.ids().size())
                + " was trained with; train with this shop in the shops table.");
      }
    }
    int[] known =
        Arrays.stream(renumbered(before.seen(), shopIndices))
            .filter(shop -> shop >= Catalogue.FIRST)
            .toArray();
    return new EvaluationCase(
        before.user(),
        before.itemCount(),
        before.shopCount(),
        renumbered(before.heldOut(), shopIndices),
        known);
  }

  private static int[] renumbered(int[] indices, int[] by) {
    return Arrays.stream(indices).map(index -> by[index]).toArray();
  }
}
