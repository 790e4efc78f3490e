package dev.shopfuse.export.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.pass.QuantizeTables;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.export.serving.ServingGraph;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParityCheckTest {
  private final FusedModel model = TestMarket.model();
  private final ServedModel served = ServedModel.of(model);
  private final OnnxGraph graph = ServingGraph.of(served, ServingGraph.tasks(model));
  private final List<SampleRequest> requests = new SampleRequests(served, 1).take(6);

  @Test
  void check_weightChangedAfterTheExport_namesRequestAndShop() {
    EmbeddingTable table = model.table("shop_id");
    table.setWeight(5, 0, table.weight(5, 0) + 1);
    assertThatThrownBy(() -> new ParityCheck(served).check(graph, requests))
        .isInstanceOf(ParityException.class)
        .hasMessageContaining("shop s3")
        .hasMessageContaining("1.0E-5");
  }

  @Test
  void check_weightThatIsNotANumber_fails() {
    model.table("shop_id").setWeight(5, 0, Float.NaN);
    OnnxGraph broken = ServingGraph.of(ServedModel.of(model), ServingGraph.tasks(model));
    assertThatThrownBy(() -> new ParityCheck(served).check(broken, requests))
        .isInstanceOf(ParityException.class);
  }

  @Test
  void checkRounding_int8_tellsWhatTheLookupAndTheRoundingLose() {
    OnnxGraph stored = QuantizeTables.of(TablePrecision.INT8).apply(graph);
    OnnxGraph rounded = QuantizeTables.rounded(TablePrecision.INT8).apply(graph);
    RoundingReport report = new ParityCheck(served).checkRounding(stored, rounded, graph, requests);
    assertThat(report.maxEngineDifference()).isLessThanOrEqualTo(1e-5);
    assertThat(report.maxRoundingDifference()).isBetween(1e-9, 0.01);
  }

  @Test
  void checkRounding_otherNumbersThanThoseStored_fails() {
    model.table("shop_id").setWeight(5, 0, 3);
    OnnxGraph other = ServingGraph.of(ServedModel.of(model), ServingGraph.tasks(model));
    OnnxGraph stored = QuantizeTables.of(TablePrecision.FP16).apply(other);
    OnnxGraph rounded = QuantizeTables.rounded(TablePrecision.FP16).apply(graph);
    ParityCheck check = new ParityCheck(served);
    assertThatThrownBy(() -> check.checkRounding(stored, rounded, graph, requests))
        .isInstanceOf(ParityException.class)
        .hasMessageContaining("shop s3");
  }

  @Test
  void check_noRequest_isRefused() {
    assertThatThrownBy(() -> new ParityCheck(served).check(graph, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void order_nearTieSwapped_isTheSameButNotExact() {
    ScoreOrder order = order(new float[] {0.5f, 0.4999995f}, new float[] {0.4999995f, 0.5f});
    order.check(0);
    assertThat(order.isExact()).isFalse();
  }

  @Test
  void order_clearDifferenceSwapped_namesBothShops() {
    ScoreOrder order = order(new float[] {0.5f, 0.499995f}, new float[] {0.499995f, 0.5f});
    assertThatThrownBy(() -> order.check(3))
        .isInstanceOf(ParityException.class)
        .hasMessageContaining("Request 3")
        .hasMessageContaining("s1 above shop s0");
  }

  @Test
  void order_equalScores_areOrderedById() {
    ScoreOrder order = order(new float[] {0.5f, 0.5f}, new float[] {0.5f, 0.5f});
    order.check(0);
    assertThat(order.isExact()).isTrue();
  }

  private ScoreOrder order(float[] expected, float[] actual) {
    return new ScoreOrder(model.shops(), new int[] {2, 3}, expected, actual);
  }

  @Test
  void sampleRequests_sameSeed_areTheSameAndCoverTheAwkwardOnes() {
    List<SampleRequest> samples = new SampleRequests(served, 9).take(10);
    assertThat(samples).isEqualTo(new SampleRequests(served, 9).take(10));
    assertThat(samples.get(0).profile()).isEmpty();
    assertThat(samples.get(1).itemVisits()).isEmpty();
    assertThat(samples.get(1).profile()).containsKeys("user_city", "age", "income", "interests");
    assertThat(samples.get(2).itemVisits()).containsExactly("unknown");
    assertThat(samples.get(3).itemVisits()).hasSizeGreaterThan(6 + 3);
  }
}
