package dev.shopfuse.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.TinyMarket;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.TrainingResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a model has learned about superposing and matching visits stands in the report. */
class LearnedWeightsTest {
  private static FusedModel model(String variant, Direction direction) {
    return model(direction, "model.superposition.variant: " + variant);
  }

  private static FusedModel model(Direction direction, String setting) {
    TrainingConfig config = Settings.of(setting).apply("test", TinyMarket.config(direction, 0));
    FeatureContract contract = TinyMarket.contract();
    return FusedModel.create(
        config, contract, TinyMarket.items(contract), TinyMarket.shops(contract));
  }

  /** Sets all numbers of the parameters with an ending, another number for each layer. */
  private static void set(FusedModel model, String ending, double first, double step) {
    double value = first;
    for (String name : model.towers().paramTable().keySet().stream().sorted().toList()) {
      if (name.endsWith(ending)) {
        INDArray parameter = model.towers().getParam(name);
        parameter.assign(value);
        value += step;
      }
    }
  }

  private static String html(FusedModel model) {
    EpochReport epoch = new EpochReport(1, 0.5, Optional.empty(), true, 1, 0);
    return new Report(
            "test",
            new DataSummary(
                1, 1, 1, List.of(), List.of(), List.of(), Optional.empty(), List.of(), false),
            model.config(),
            JsonNodeFactory.instance.objectNode(),
            Optional.of(new TrainingResult(model, 1, List.of(epoch), Optional.empty())),
            Optional.empty(),
            new Stages())
        .html();
  }

  private static String row(String layer, String what, String value) {
    return "<td><code>%s</code></td><td class=\"text\">%s</td><td>%s</td>"
        .formatted(layer, what, value);
  }

  @Test
  void html_scaled_showsTheScaleOfEachLayer() {
    FusedModel model = model("scaled", Direction.ITEM_TO_SHOP);
    List<String> layers = LearnedWeights.of(model).stream().map(LearnedWeights::place).toList();
    assertThat(layers).as("between three hidden layers").hasSize(2).doesNotHaveDuplicates();
    assertThat(LearnedWeights.of(model)).allMatch(weight -> weight.value() == 0);
    set(model, "_scale_W", 0.375, 0.125);
    List<String> sorted = layers.stream().sorted().toList();
    assertThat(html(model))
        .contains(row(sorted.get(0), "scale; 1 is the plain sum", "0.3750"))
        .contains(row(sorted.get(1), "scale; 1 is the plain sum", "0.5000"))
        .doesNotContain("Nothing to show");
  }

  @Test
  void html_gated_showsHowFarEachGateIsOpen() {
    FusedModel model = model("gated", Direction.ITEM_TO_SHOP);
    set(model, "_gate_own_b", Math.log(3), 0);
    assertThat(LearnedWeights.of(model)).hasSize(2);
    String layer = LearnedWeights.of(model).get(0).place();
    assertThat(html(model))
        .contains(row(layer, "gate opened by its bias alone; 1 is the plain sum", "0.7500"));
  }

  @Test
  void html_matchCounts_showsWhatVisitsAddToTheLogit() {
    FusedModel model = model(Direction.ITEM_TO_SHOP, "model.match_counts: true");
    set(model, "shop_match_W", 2.5, 0);
    assertThat(LearnedWeights.of(model)).hasSize(2);
    // 2.5 * (1 + log 2), and with log 11.
    assertThat(html(model))
        .contains(row("item_history, contents", "added to the logit by 1 matching visit", "4.2329"))
        .contains(
            row("item_history, contents", "added to the logit by 10 matching visits", "8.4947"));
  }

  @ParameterizedTest
  @CsvSource({"scaled, BOTH, 4", "projected, SHOP_TO_ITEM, 2", "plain, ITEM_TO_SHOP, 0"})
  void of_everyVariant_givesOneValueALayerAndDirection(
      String variant, Direction direction, int count) {
    FusedModel model = model(variant, direction);
    assertThat(LearnedWeights.of(model)).hasSize(count);
    assertThat(html(model).contains("Nothing to show")).isEqualTo(count == 0);
    if (variant.equals("projected")) {
      // The identity: each row's absolute weights sum to one.
      assertThat(LearnedWeights.of(model)).allMatch(weight -> weight.value() == 1);
    }
  }
}
