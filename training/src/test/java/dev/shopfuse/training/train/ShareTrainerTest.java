package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareTrainerTest {
  @TempDir Path folder;

  @Test
  void open_modelFolderNotMounted_saysWhereToMountIt() {
    assertThatThrownBy(() -> open("absent", folder.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("absent is not there on a machine that trains")
        .hasMessageContaining("mount the folder of MODEL under one path on every machine");
  }

  @Test
  void open_samplesNotMounted_saysWhereToMountThem() {
    assertThatThrownBy(() -> open(folder.toString(), "absent"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mount the folder of the samples under one path");
  }

  private ShareTrainer open(String beginning, String samples) {
    return ShareTrainer.open(new Round("run", samples, beginning, "state", 1, 0, 1, 1), folder);
  }
}
