package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.LogitLoss;
import dev.shopfuse.training.network.LossTargets;

/** An output of the graph: the loss of its logits [R, 1], summed over the chunks. */
final class LogitOutput implements Operation {
  private final Rows logits;
  private final LogitLoss function;
  private LossTargets targets = new LossTargets(new float[0], new float[0], new float[0]);
  private int done;
  private double loss;

  LogitOutput(Rows logits, LogitLoss function) {
    this.logits = logits;
    this.function = function;
  }

  /** Begins a batch. */
  void begin(LossTargets ofBatch) {
    targets = ofBatch;
    done = 0;
    loss = 0;
  }

  /** Returns the loss of the chunks so far. */
  double loss() {
    return loss;
  }

  @Override
  public void prepare(int groups) {}

  @Override
  public void forward(int groups) {}

  @Override
  public void backward(int groups) {
    int rows = logits.count(groups);
    logits.claimGradient();
    loss += function.evaluate(targets, done, rows, logits.cells(), logits.gradient());
    done += rows;
  }
}
