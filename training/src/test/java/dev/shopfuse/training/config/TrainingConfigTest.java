package dev.shopfuse.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingConfigTest {
  @Test
  void parse_emptyFile_givesDefaults() {
    TrainingConfig config = TrainingConfig.parse("empty.yaml", "");
    assertThat(config).isEqualTo(TrainingConfig.defaults());
    assertThat(config.model().hidden()).containsExactly(128, 64, 32);
    assertThat(config.model().superposition().direction()).isEqualTo(Direction.ITEM_TO_SHOP);
    assertThat(config.training().monitor()).isEqualTo(Monitor.NDCG_20);
  }

  @Test
  void toYaml_readBack_isEqual() {
    TrainingConfig config =
        TrainingConfig.parse(
            "c.yaml",
            """
            model: {hidden: [8, 4], activation: tanh, dropout: 0, item_samples: 2, dot_product: 3,
                    dot_items: true, superposition: {direction: both}}
            loss: {item_weight: 0.25, weighting: uncertainty, shop: bpr, popularity_correction: 0}
            training: {seed: 9, monitor: "recall@10", learning_rate: 0.01}
            optimizer: {towers: sgd, tables: row_adagrad, clip_norm: 1, warm_up_steps: 5}
            negatives: {shops: 2, popularity_share: 0, hardest: 1}
            features: [{name: shop_id, side: shop, kind: id}]
            """);
    assertThat(TrainingConfig.parse("back", config.toYaml())).isEqualTo(config);
    assertThat(config.model().hidden()).isEqualTo(List.of(8, 4));
    assertThat(config.features().get(0).path("name").asText()).isEqualTo("shop_id");
  }

  @Test
  void parse_unknownKey_namesTheNearestKnownOne() {
    assertThatThrownBy(() -> TrainingConfig.parse("c.yaml", "model: {dropuot: 0.1}"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "c.yaml: model.dropuot is not a known key; did you mean \"dropout\"?");
    assertThatThrownBy(() -> TrainingConfig.parse("c.yaml", "modle: {}"))
        .hasMessageContaining("modle is not a known key; did you mean \"model\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: {dropout: 1} | model.dropout is 1; it must be a number from 0.0 to below 1.0",
        "model: {hidden: [8]} | model.hidden is [8]; it must be a list of at least 2 whole numbers",
        "model: {dot_items: true} | model.dot_items is true with model.dot_product 0",
        "model: {item_samples: 0} | model.item_samples is 0; it must be a whole number from 1 to 64",
        "model: {item_samples: 1.5} | model.item_samples is 1.5; it must be a whole number",
        "training: {monitor: ndcg} | training.monitor is \"ndcg\"; it must be one of [ndcg@5,",
        "model: 3 | model must be a mapping of keys",
        "loss: {shop_weight: 0} | loss.shop_weight is 0.0; it must be above 0",
        "loss: {item_weight: -1} | loss.item_weight is -1; it must be a number from 0.0",
        "negatives: {shops: many} | negatives.shops is \"many\"; it must be a whole number",
        "model: {superposition: {variant: sum}} | variant is \"sum\"; it must be one of [plain,",
        "negatives: {hardest: 2} | negatives.hardest is 2 with loss.shop \"bce\"; it needs",
        "negatives: {shops: 0} | negatives.shops is 0; it must be a whole number from 1",
        "'{negatives: {sharing: batch}, model: {superposition: {direction: both}}}' | choose sharing",
        "'{negatives: {sharing: batch, shops: 64}, training: {batch_size: 16353}}' | a batch_size of at most 16352,",
        "'model: [' | is no valid YAML",
        "'{loss: {item_weight: 0}, model: {superposition: {direction: shop_to_item}}}' | loss.item_weight is 0 with",
        "model: {superposition: {variant: gated, l1: 0.1}} | l1 is 0.1 with model.superposition.variant \"gated\"",
        "'optimizer: {tables: row_adagrad, catch_up: true}' | catch_up is true with optimizer.tables \"row_adagrad\"",
        "'loss: {item_weight: 0, weighting: uncertainty}' | choose weighting \"fixed\", an item_weight above 0,"
      })
  void parse_valueOutOfRange_saysWhatIsAllowed(String yaml, String message) {
    assertThatThrownBy(() -> TrainingConfig.parse("c.yaml", yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void parse_keyTwice_namesItAndTheLine() {
    String yaml = "model:\n  dropout: 0.1\n  hidden: [8, 4]\n  dropout: 0.2\n";
    assertThatThrownBy(() -> TrainingConfig.parse("c.yaml", yaml))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("c.yaml line 4, column ")
        .hasMessageEndingWith(
            ": the key dropout stands there for the second time; remove one of them.");
    assertThatThrownBy(() -> TrainingConfig.parse("c.yaml", "loss: {}\nmodel: {}\nloss: {}"))
        .hasMessageContaining("c.yaml line 3, ")
        .hasMessageContaining("the key loss ");
  }

  @Test
  void hasItemTower_noLossAndNoDirection_isFalse() {
    String none = "model: {superposition: {direction: none}}";
    assertThat(TrainingConfig.parse("c", none).hasItemTower()).isTrue();
    assertThat(TrainingConfig.parse("c", none + "\nloss: {item_weight: 0}").hasItemTower())
        .isFalse();
    assertThat(TrainingConfig.parse("c", "loss: {item_weight: 0}").hasItemTower()).isTrue();
  }

  @Test
  void parse_learnedWeightOfNoItemLoss_isAllowedWithoutAnItemTower() {
    String loss = "loss: {item_weight: 0, weighting: uncertainty}";
    String none = loss + "\nmodel: {superposition: {direction: none}}";
    assertThat(TrainingConfig.parse("c", none).hasItemTower()).isFalse();
    String tiny = loss.replace("0,", "0.001,");
    assertThat(TrainingConfig.parse("c", tiny).hasItemTower()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "youshu", "complete_journey", "tmall"})
  void read_shippedConfiguration_isValid(String name) {
    TrainingConfig config = TrainingConfig.read(Path.of("../configs/" + name + ".yaml"));
    assertThat(config.training().epochs()).isPositive();
  }
}
