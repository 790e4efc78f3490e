package dev.shopfuse.training.network;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * DL4J's Adam (Kingma and Ba, 2015) with DL4J's state, computed on the heap, tile by tile: its
 * native kernel takes 5 nanoseconds and more a parameter, as it divides and takes roots one by one.
 * Not thread-safe.
 *
 * <p>At a rate of 0 parameters stay as they are; DL4J takes its epsilon for the rate then.
 */
final class TiledAdam extends AdamUpdater {
  private final float[] gradients = new float[Loops.TILE];
  private final float[] means = new float[Loops.TILE];
  private final float[] squares = new float[Loops.TILE];

  private TiledAdam(AdamUpdater replaced) {
    super(replaced.getConfig());
    setM(replaced.getM());
    setV(replaced.getV());
  }

  /** Takes the place of a block's updater if that is DL4J's Adam. */
  static void replaceIn(UpdaterBlock block) {
    GradientUpdater<?> updater = block.getGradientUpdater();
    if (updater.getClass() == AdamUpdater.class) {
      block.setGradientUpdater(new TiledAdam((AdamUpdater) updater));
    }
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    if (!FloatTiles.isPlain(gradient)
        || !FloatTiles.isPlain(getM())
        || !FloatTiles.isPlain(getV())) {
      super.applyUpdater(gradient, iteration, epoch);
      return;
    }
    float rate = rate(iteration, epoch);
    FloatPointer gradientCells = FloatTiles.start(gradient);
    FloatPointer meanCells = FloatTiles.start(getM());
    FloatPointer squareCells = FloatTiles.start(getV());
    for (long from = 0; from < gradient.length(); from += Loops.TILE) {
      int count = (int) Math.min(Loops.TILE, gradient.length() - from);
      gradientCells.position(from).get(gradients, 0, count);
      meanCells.position(from).get(means, 0, count);
      squareCells.position(from).get(squares, 0, count);
      update(count, rate);
      gradientCells.put(gradients, 0, count);
      meanCells.put(means, 0, count);
      squareCells.put(squares, 0, count);
    }
  }

  /**
   * Turns the gradients of a tile into what is taken from the parameters. Factors stand in DL4J's
   * order, so that its results are met to the bit.
   */
  private void update(int count, float rate) {
    float beta1 = (float) getConfig().getBeta1();
    float beta2 = (float) getConfig().getBeta2();
    float epsilon = (float) getConfig().getEpsilon();
    for (int i = 0; i < count; i++) {
      float gradient = gradients[i];
      float mean = beta1 * means[i] + gradient * (1 - beta1);
      float square = beta2 * squares[i] + gradient * gradient * (1 - beta2);
      means[i] = mean;
      squares[i] = square;
      gradients[i] = mean * rate / ((float) Math.sqrt(square) + epsilon);
    }
  }

  /** The rate with the correction of both moments' bias, rounded where DL4J rounds it. */
  private float rate(int iteration, int epoch) {
    float fading1 = (float) Math.pow((float) getConfig().getBeta1(), iteration + 1.0);
    float fading2 = (float) Math.pow((float) getConfig().getBeta2(), iteration + 1.0);
    float rate = (float) getConfig().getLearningRate(iteration, epoch);
    return (float) (rate * (float) Math.sqrt(1 - fading2) / (1.0 - fading1));
  }
}
