package dev.shopfuse.export.layer;

import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of time series. */
@SuppressWarnings("deprecation") // Old files have GravesLSTM.
final class TimedCases {
  private static final long T = ContractCase.TIME;

  private TimedCases() {}

  static Stream<ContractCase> all() {
    return Stream.of(lstm(), simple(), wrapped(), attention(), others()).flatMap(cases -> cases);
  }

  private static LSTM.Builder cells() {
    return new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH);
  }

  private static GravesLSTM.Builder peepholes() {
    return new GravesLSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH);
  }

  private static Stream<ContractCase> lstm() {
    return Stream.of(
        ContractCase.of("plain", cells().build(), 3, T),
        ContractCase.of("masked", cells().build(), 3, T).withMasks("in"),
        ContractCase.of("features last", cells().dataFormat(RNNFormat.NWC).build(), T, 3),
        ContractCase.of(
            "hard gates, softsign",
            cells()
                .gateActivationFunction(Activation.HARDSIGMOID)
                .activation(Activation.SOFTSIGN)
                .build(),
            3,
            T),
        ContractCase.of("leaky", cells().activation(new ActivationLReLU(0.2)).build(), 3, T),
        ContractCase.of("plain", peepholes().build(), 3, T),
        ContractCase.of("masked", peepholes().build(), 3, T).withMasks("in"),
        ContractCase.of("features last", peepholes().dataFormat(RNNFormat.NWC).build(), T, 3),
        ContractCase.of(
                "masked",
                new GravesBidirectionalLSTM.Builder()
                    .nIn(3)
                    .nOut(4)
                    .activation(Activation.TANH)
                    .build(),
                3,
                T)
            .withMasks("in"),
        ContractCase.of(
            "plain",
            new GravesBidirectionalLSTM.Builder()
                .nIn(3)
                .nOut(4)
                .activation(Activation.TANH)
                .build(),
            3,
            T));
  }

  private static SimpleRnn.Builder rnn() {
    return new SimpleRnn.Builder().nIn(3).nOut(4).activation(Activation.TANH);
  }

  private static Stream<ContractCase> simple() {
    return Stream.of(
        ContractCase.of("plain", rnn().build(), 3, T),
        ContractCase.of("masked", rnn().build(), 3, T).withMasks("in"),
        ContractCase.of("relu", rnn().activation(Activation.RELU).build(), 3, T),
        ContractCase.of("identity", rnn().activation(Activation.IDENTITY).build(), 3, T),
        ContractCase.of("features last, masked", rnn().dataFormat(RNNFormat.NWC).build(), T, 3)
            .withMasks("in"));
  }

  private static Stream<ContractCase> wrapped() {
    return Stream.concat(
        Stream.of(Bidirectional.Mode.values())
            .map(
                mode ->
                    ContractCase.of(
                        "mode " + mode, new Bidirectional(mode, cells().build()), 3, T)),
        Stream.of(
            ContractCase.of(
                    "masked",
                    new Bidirectional(Bidirectional.Mode.CONCAT, peepholes().build()),
                    3,
                    T)
                .withMasks("in"),
            ContractCase.of(
                "features last",
                new Bidirectional(
                    Bidirectional.Mode.CONCAT, cells().dataFormat(RNNFormat.NWC).build()),
                T,
                3),
            ContractCase.of(
                "last steps",
                new Bidirectional(
                    Bidirectional.Mode.ADD,
                    new LastTimeStep(rnn().weightInit(WeightInit.XAVIER).build())),
                3,
                T),
            ContractCase.of("plain", new LastTimeStep(cells().build()), 3, T),
            ContractCase.of("masked", new LastTimeStep(cells().build()), 3, T).withMasks("in"),
            ContractCase.of(
                "features last", new LastTimeStep(cells().dataFormat(RNNFormat.NWC).build()), T, 3),
            ContractCase.of("ids of padding", new MaskZeroLayer(cells().build(), 0), 3, T)
                .withIds(2),
            ContractCase.of(
                "dense",
                new TimeDistributed(
                    new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.TANH).build(),
                    RNNFormat.NCW),
                3,
                T),
            ContractCase.of(
                "frozen lstm", new FrozenLayer.Builder().layer(cells().build()).build(), 3, T)));
  }

  private static SelfAttentionLayer.Builder self() {
    return new SelfAttentionLayer.Builder().nIn(4).nOut(4);
  }

  private static Stream<ContractCase> attention() {
    return Stream.of(
        ContractCase.of("one head", self().nHeads(1).projectInput(false).build(), 4, T),
        ContractCase.of(
            "two heads", self().nOut(6).nHeads(2).headSize(3).projectInput(true).build(), 4, T),
        ContractCase.of("masked", self().nHeads(2).headSize(2).projectInput(true).build(), 4, T)
            .withMasks("in"),
        attentionVertex(
            "one head",
            new AttentionVertex.Builder()
                .nInKeys(4)
                .nInQueries(4)
                .nInValues(4)
                .nOut(4)
                .nHeads(1)
                .projectInput(false)
                .build()),
        attentionVertex(
            "two heads",
            new AttentionVertex.Builder()
                .nInKeys(4)
                .nInQueries(4)
                .nInValues(4)
                .nOut(5)
                .nHeads(2)
                .headSize(3)
                .projectInput(true)
                .build()));
  }

  private static ContractCase attentionVertex(String name, AttentionVertex vertex) {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs("queries", "keys", "values")
            .addVertex("vertex", vertex, "queries", "keys", "values")
            .setOutputs("vertex");
    return ContractCase.of(
        name,
        AttentionVertex.class,
        graph,
        Map.of(
            "queries", new long[] {4, T}, "keys", new long[] {4, T}, "values", new long[] {4, T}));
  }

  private static Stream<ContractCase> others() {
    return Stream.of(
        ContractCase.of("[N, T]", sequence().build(), T).withIds(9),
        ContractCase.of("[N, 1, T], bias", sequence().hasBias(true).build(), 1, T).withIds(9),
        ContractCase.of("features last", sequence().outputDataFormat(RNNFormat.NWC).build(), T)
            .withIds(9),
        ContractCase.of("masked", sequence().build(), T).withIds(9).withMasks("in"),
        ContractCase.of("masked", new MaskLayer(), 3, T).withMasks("in"),
        ContractCase.of("three times", new RepeatVector.Builder(3).build(), 4),
        ContractCase.of(
            "features last", new RepeatVector.Builder(3).dataFormat(RNNFormat.NWC).build(), 4),
        ContractCase.of(
            "softmax",
            new RnnLossLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build(),
            4,
            T),
        ContractCase.of("softmax", output().build(), 3, T),
        ContractCase.of("features last", output().dataFormat(RNNFormat.NWC).build(), T, 3),
        ContractCase.of("masked", output().build(), 3, T).withMasks("in"));
  }

  private static EmbeddingSequenceLayer.Builder sequence() {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(9)
        .nOut(4)
        .inferInputLength(true)
        .activation(Activation.IDENTITY);
  }

  private static RnnOutputLayer.Builder output() {
    return new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .nIn(3)
        .nOut(4)
        .activation(Activation.SOFTMAX);
  }
}
