package dev.shopfuse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.EpochReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochLinesTest {
  @Test
  void onEpoch_withoutTune_printsOneLine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    EpochLines lines = new EpochLines(out, TrainingConfig.parse("test", "training: {seed: 1}"));
    lines.onEpoch(new EpochReport(2, 0.5, Optional.empty(), true, 1.2, 0.1));
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("epoch 2  loss 0.5000  1.3 s  best so far");
  }
}
