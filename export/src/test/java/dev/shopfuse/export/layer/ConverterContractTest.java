package dev.shopfuse.export.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConverterContractTest {
  static Stream<ContractCase> cases() {
    return Stream.of(
            FeedForwardCases.all(),
            SpatialCases.all(),
            TimedCases.all(),
            MaskedCases.all(),
            VertexCases.all())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void convert_eachCase_computesAsDl4j(ContractCase each) {
    each.check();
  }

  /**
   * Tried elsewhere: the vertices of rows in groups, which no network of DL4J's has, and {@link
   * LearnedSelfAttentionLayer}, which DL4J itself cannot run.
   */
  @Test
  void cases_coverEveryConverter() {
    Set<Class<?>> tried = new HashSet<>();
    cases().forEach(each -> tried.add(each.layer()));
    List<Class<?>> missing = new ArrayList<>(LayerConverters.standard().supported());
    missing.removeAll(tried);
    missing.removeIf(layer -> layer.getPackageName().startsWith("dev.shopfuse"));
    missing.remove(LearnedSelfAttentionLayer.class);
    assertThat(missing).isEmpty();
  }
}
