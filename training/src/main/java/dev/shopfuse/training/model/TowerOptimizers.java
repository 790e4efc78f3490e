package dev.shopfuse.training.model;

import dev.shopfuse.training.config.TowerOptimizer;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.ScheduledAdaGrad;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** DL4J's optimisers by their names in a configuration. */
final class TowerOptimizers {
  private TowerOptimizers() {}

  /**
   * Returns the optimiser.
   *
   * @param multiple of the learning rate of the configuration
   */
  static IUpdater of(TrainingConfig config, double multiple) {
    ISchedule rate = LearningRate.of(config, multiple);
    TowerOptimizer name = config.optimizer().towers();
    return switch (name) {
      case ADAM -> new Adam(rate);
      case ADAMAX -> new AdaMax(rate);
      case AMSGRAD -> new AMSGrad(rate);
      case NADAM -> new Nadam(rate);
      case ADAGRAD -> new ScheduledAdaGrad(rate);
      case RMSPROP -> new RmsProp(rate);
      case NESTEROVS -> new Nesterovs(rate);
      case SGD -> new Sgd(rate);
    };
  }

  /** Returns the state of a graph's optimiser, not a copy; if it has none, a 0 that is nowhere. */
  static INDArray state(ComputationGraph graph) {
    INDArray state = graph.getUpdater(true).getStateViewArray();
    return state == null ? Nd4j.zeros(DataType.FLOAT, 1) : state;
  }

  /** Returns what all layers have in common: seed, type, initial weights, optimiser. */
  static NeuralNetConfiguration.Builder defaults(TrainingConfig config, DataType type) {
    NeuralNetConfiguration.Builder defaults =
        new NeuralNetConfiguration.Builder()
            .seed(config.training().seed())
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(of(config, 1))
            // Row weights already divide; DL4J would divide by the rows of the first input.
            .miniBatch(false);
    if (config.optimizer().weightDecay() > 0) {
      defaults.weightDecay(config.optimizer().weightDecay());
    }
    if (config.optimizer().clipNorm() > 0) {
      defaults
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(config.optimizer().clipNorm());
    }
    return defaults;
  }
}
