package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Matrix factorisation by Bayesian personalised ranking (Rendle et al., 2009): the score of a shop
 * is user . shop + bias; each visited shop is pulled above one that was not visited, by stochastic
 * gradient descent. Not thread-safe while it trains.
 *
 * <p>Users without a train visit keep their first, tiny vector: their ranking is the biases'.
 */
final class MatrixFactorisation implements ShopScorer {
  private static final double DEVIATION = 0.01;

  private final SampleSet samples;
  private final int width;
  private final double learningRate;
  private final double l2;
  private final long seed;
  private final NegativeSampler negatives;
  private float[] users;
  private float[] shops;
  private float[] biases;

  /**
   * Creates untrained factors.
   *
   * @param width of the vectors
   * @param l2 the pull of vectors and biases to zero
   */
  MatrixFactorisation(SampleSet samples, int width, double learningRate, double l2, long seed) {
    this.samples = samples;
    this.width = width;
    this.learningRate = learningRate;
    this.l2 = l2;
    this.seed = seed;
    long[] counts = samples.shopCounts();
    this.negatives = NegativeSampler.of(counts, 0, 0, seed);
    SplittableRandom random = new SplittableRandom(seed);
    users = gaussian(samples.sequences(Split.TRAIN).users() * width, random);
    shops = gaussian(counts.length * width, random);
    biases = new float[counts.length];
  }

  private static float[] gaussian(int size, SplittableRandom random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (DEVIATION * random.nextGaussian());
    }
    return values;
  }

  /** Takes as many steps as there are train visits, each on a visit that the seed draws. */
  void train(int epoch) {
    List<TrainingExample> examples = samples.train();
    SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
    for (int i = 0; i < examples.size(); i++) {
      int index = random.nextInt(examples.size());
      TrainingExample example = examples.get(index);
      int[] drawn = negatives.draw(1, epoch, i, samples.known().shops(example.user()));
      if (drawn.length == 1) {
        step(example.user(), example.shop(), drawn[0]);
      }
    }
  }

  private void step(int user, int visited, int other) {
    double margin = score(user, visited) - score(user, other);
    float rate = (float) (learningRate / (1 + Math.exp(margin)));
    float decay = (float) (learningRate * l2);
    int u = user * width;
    int v = visited * width;
    int o = other * width;
    for (int i = 0; i < width; i++) {
      float own = users[u + i];
      float pulled = shops[v + i];
      float pushed = shops[o + i];
      users[u + i] += rate * (pulled - pushed) - decay * own;
      shops[v + i] += rate * own - decay * pulled;
      shops[o + i] -= rate * own + decay * pushed;
    }
    biases[visited] += rate - decay * biases[visited];
    biases[other] -= rate + decay * biases[other];
  }

  private float score(int user, int shop) {
    float score = biases[shop];
    for (int i = 0; i < width; i++) {
      score += users[user * width + i] * shops[shop * width + i];
    }
    return score;
  }

  /** Returns a copy of these factors, which training does not change. */
  MatrixFactorisation copy() {
    MatrixFactorisation copy = new MatrixFactorisation(samples, width, learningRate, l2, seed);
    copy.users = users.clone();
    copy.shops = shops.clone();
    copy.biases = biases.clone();
    return copy;
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    return cases.parallelStream().map(this::score).toArray(float[][]::new);
  }

  private float[] score(EvaluationCase user) {
    float[] scores = new float[biases.length];
    for (int shop = VisitSequences.FIRST_TARGET; shop < scores.length; shop++) {
      scores[shop] = score(user.user(), shop);
    }
    return scores;
  }

  @Override
  public boolean givesProbabilities() {
    return false;
  }
}
