package dev.shopfuse.training.config;

/** The loss of the shop prediction. */
public enum ShopLoss {
  /** Binary cross entropy, each row by itself. */
  BCE,
  /** Binary cross entropy that leans on rows predicted badly. */
  FOCAL,
  /** Sampled softmax of the visited shop among its candidates. */
  SOFTMAX,
  /** The visited shop against each negative. */
  BPR;

  /** Returns whether rows are compared within their example, so that the softmax needs groups. */
  public boolean comparesCandidates() {
    return this == SOFTMAX || this == BPR;
  }
}
