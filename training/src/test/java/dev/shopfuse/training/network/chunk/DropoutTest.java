package dev.shopfuse.training.network.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int GROUPS = 1_000;
  private static final int WIDTH = 33;
  private static final int CELLS = GROUPS * WIDTH;

  private final Rows input = new Rows(WIDTH);
  private final Rows output = new Rows(WIDTH);

  DropoutTest() {
    input.reserve(GROUPS, 1);
    Arrays.fill(input.cells(), 2);
  }

  private float[] forward(Dropout dropout) {
    input.begin(0);
    output.begin(0);
    dropout.prepare(GROUPS);
    dropout.forward(GROUPS);
    return output.cells().clone();
  }

  @Test
  void forward_zeroesItsShareOfCells_andKeepsTheMean() {
    Dropout dropout = new Dropout(input, output, 0.7);
    dropout.begin(1);
    float[] cells = forward(dropout);
    double sum = 0;
    int zeros = 0;
    for (float cell : cells) {
      assertThat(cell == 0 || Math.abs(cell - 2 / 0.7f) < 1e-3f).as("%s", cell).isTrue();
      sum += cell;
      zeros += cell == 0 ? 1 : 0;
    }
    // Four deviations of a binomial share are 0.010.
    assertThat(zeros / (double) CELLS).isCloseTo(0.3, within(0.010));
    assertThat(sum / CELLS).isCloseTo(2, within(0.03));
  }

  @Test
  void forward_seedsAndChunks_decideWhatIsDropped() {
    Dropout dropout = new Dropout(input, output, 0.7);
    dropout.begin(1);
    float[] first = forward(dropout);
    float[] second = forward(dropout);
    dropout.begin(1);
    assertThat(forward(dropout)).isEqualTo(first);
    assertThat(forward(dropout)).isEqualTo(second).isNotEqualTo(first);
    dropout.begin(2);
    assertThat(forward(dropout)).isNotEqualTo(first);
  }

  @Test
  void backward_givesCellsThatWereKept_theirScaledGradient() {
    Dropout dropout = new Dropout(input, output, 0.5);
    dropout.begin(1);
    float[] cells = forward(dropout);
    Arrays.fill(output.gradient(), 3);
    dropout.backward(GROUPS);
    float[] once = Arrays.copyOf(input.gradient(), CELLS);
    for (int i = 0; i < CELLS; i++) {
      assertThat(once[i]).isEqualTo(cells[i] == 0 ? 0f : 6f);
    }
    Arrays.fill(output.gradient(), 1);
    dropout.backward(GROUPS);
    for (int i = 0; i < CELLS; i++) {
      assertThat(input.gradient()[i]).isEqualTo(cells[i] == 0 ? 0f : 8f);
    }
  }
}
