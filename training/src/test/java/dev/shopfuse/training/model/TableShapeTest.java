package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.HashEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableShapeTest {
  /** Of width 16, the most that one array holds. */
  private static final int MOST_ROWS = 43_826_196;

  private static List<TableShape> shapes(int rows) {
    Feature shops =
        Feature.builder("shop_id", Side.SHOP, FeatureKind.ID)
            .encoding(HashEncoding.of(rows - 2))
            .width(16)
            .build();
    return TableShape.of(TrainingConfig.defaults(), FeatureContract.of(1, List.of(shops)));
  }

  @Test
  void of_largestTable_isPossible() {
    assertThat(shapes(MOST_ROWS)).extracting(TableShape::rows).containsExactly(MOST_ROWS);
  }

  @Test
  void of_oneRowMore_saysWhatIsAllowedAndWhatToDo() {
    assertThatThrownBy(() -> shapes(MOST_ROWS + 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Table shop_id of the features has 43,826,197 rows of width 16")
        .hasMessageContaining("a table holds up to 2,147,483,639")
        .hasMessageContaining("min_count")
        .hasMessageContaining("hash with fewer buckets");
  }
}
