package dev.shopfuse.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final TrainingConfig config =
      TrainingConfig.parse("c", "{model: {dropout: 0.1}, training: {epochs: 3}}");

  @Test
  void apply_dottedKeys_changesThemOnly() {
    TrainingConfig changed =
        Settings.of("model.hidden: [8, 4]", "loss.item_weight: 0", "training.seed: 9")
            .apply("trial", config);
    assertThat(changed.model().hidden()).containsExactly(8, 4);
    assertThat(changed.loss().itemWeight()).isZero();
    assertThat(changed.training().seed()).isEqualTo(9);
    assertThat(changed.model().dropout()).isEqualTo(0.1);
    assertThat(changed.training().epochs()).isEqualTo(3);
  }

  @Test
  void apply_nothing_isEqual() {
    assertThat(Settings.of().apply("same", config)).isEqualTo(config);
  }

  @Test
  void then_keyOfBoth_isThatOfTheLater() {
    Settings both =
        Settings.of("model.dropout: 0.2", "training.seed: 9").then(Settings.of("training.seed: 8"));
    assertThat(both).isEqualTo(Settings.of("model.dropout: 0.2", "training.seed: 8"));
  }

  @Test
  void apply_unknownKey_namesTheNearest() {
    assertThatThrownBy(() -> Settings.of("model.dropuot: 0.2").apply("space.yaml", config))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("space.yaml")
        .hasMessageContaining("\"dropout\"");
  }

  @Test
  void apply_keyBelowAValue_isRefused() {
    assertThatThrownBy(() -> Settings.of("model.dropout.rate: 0.2").apply("s", config))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("dropout is no section");
  }
}
