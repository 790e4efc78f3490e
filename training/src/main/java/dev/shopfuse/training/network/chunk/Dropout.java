package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.Loops;
import java.util.SplittableRandom;

/**
 * Inverted dropout (Srivastava et al., 2014): cells of {@code input [R, H]} are zero at random, the
 * others scaled so that a cell keeps its mean. Shares are rounded to 1 in 65,536.
 */
final class Dropout implements Operation {
  /** Cells that one draw of 64 bits decides on, 16 bits each. */
  private static final int CELLS_A_DRAW = 4;

  private static final int DRAWS = 1 << 16;

  private final Rows input;
  private final Rows output;
  private final int retained;
  private SplittableRandom random = new SplittableRandom(0);

  /** What each cell of the chunk is multiplied with. */
  private float[] factors = {};

  /**
   * Creates the operation.
   *
   * @param retain the share of cells that keep a value, above 0 and up to 1
   */
  Dropout(Rows input, Rows output, double retain) {
    this.input = input;
    this.output = output;
    this.retained = (int) Math.max(1, Math.round(retain * DRAWS));
  }

  /** Begins a batch; equal seeds drop the same cells. */
  void begin(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public void prepare(int groups) {
    output.reserve(groups, input.rowsPerGroup());
    int cells = input.count(groups) * output.columns();
    if (factors.length < cells + CELLS_A_DRAW) {
      factors = new float[cells + CELLS_A_DRAW];
    }
  }

  @Override
  public void forward(int groups) {
    int cells = input.count(groups) * output.columns();
    draw(cells);
    System.arraycopy(input.cells(), input.start(), output.cells(), 0, cells);
    Loops.multiply(output.cells(), factors, cells);
  }

  private void draw(int cells) {
    float scale = (float) DRAWS / retained;
    for (int from = 0; from < cells; from += CELLS_A_DRAW) {
      long bits = random.nextLong();
      for (int i = 0; i < CELLS_A_DRAW; i++) {
        int draw = (int) (bits & (DRAWS - 1));
        // The sign of the difference: a branch would be mispredicted for every dropped cell.
        factors[from + i] = ((draw - retained) >>> 31) * scale;
        bits >>>= Long.SIZE / CELLS_A_DRAW;
      }
    }
  }

  @Override
  public void backward(int groups) {
    int cells = input.count(groups) * output.columns();
    Loops.multiply(output.gradient(), factors, cells);
    input.giveGradient(output.gradient(), cells);
  }
}
