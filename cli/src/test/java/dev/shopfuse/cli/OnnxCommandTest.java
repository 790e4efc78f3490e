package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class OnnxCommandTest {
  @TempDir private Path directory;

  /** An LSTM and a softmax, saved; the first coefficient as given. */
  private Path network(double coefficient) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.params().putScalar(0, coefficient);
    Path zip = directory.resolve("net.zip");
    ModelSerializer.writeModel(network, zip.toFile(), false);
    return zip;
  }

  @Test
  void onnx_savedNetwork_writesAProvenFile() throws IOException {
    Path onnx = directory.resolve("net.onnx");
    JsonNode json = Cli.succeed("onnx", "--dl4j", network(0.5), "--out", onnx, "--json").json();
    assertThat(json.at("/bytes").asLong()).isEqualTo(Files.size(onnx));
    assertThat(json.at("/opset").asInt()).isEqualTo(13);
    assertThat(json.at("/parity/runs").asInt()).isEqualTo(4);
    assertThat(json.at("/parity/max_abs_difference").asDouble()).isLessThan(1e-5);
  }

  @Test
  void onnx_normalizerBesideTheNetwork_saysThatItIsLeftOut() throws IOException {
    Path onnx = directory.resolve("net.onnx");
    Path zip = network(0.5);
    assertThat(Cli.succeed("onnx", "--dl4j", zip, "--out", onnx).out())
        .doesNotContain("normalizer");
    NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler();
    scaler.setFeatureStats(Nd4j.zeros(1, 3), Nd4j.ones(1, 3));
    ModelSerializer.addNormalizerToModel(zip.toFile(), scaler);
    Cli.Outcome people = Cli.succeed("onnx", "--dl4j", zip, "--out", onnx);
    assertThat(people.out()).contains("normalizer", "apply it to the inputs");
    Cli.Outcome machines = Cli.succeed("onnx", "--dl4j", zip, "--out", onnx, "--json");
    assertThat(machines.json().at("/normalizer_left_out").asBoolean()).isTrue();
  }

  @Test
  void onnx_forPeople_tellsInputsOutputsAndTheProof() throws IOException {
    Path onnx = directory.resolve("net.onnx");
    assertThat(Cli.succeed("onnx", "--dl4j", network(0.5), "--out", onnx).out())
        .contains("in FLOAT [batch, 3, time]", "1 FLOAT [batch, 2, time]", "LSTM", "Proven");
  }

  @Test
  void onnx_proofThatFails_writesNoFile() throws IOException {
    Path onnx = directory.resolve("net.onnx");
    Cli.Outcome outcome = Cli.run("onnx", "--dl4j", network(Double.NaN), "--out", onnx);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("DL4J computes NaN").hasLineCount(1);
    assertThat(onnx).doesNotExist();
  }

  @Test
  void onnx_fileThatIsNoNetwork_saysWhatToGive() throws IOException {
    Path text = Files.writeString(directory.resolve("net.zip"), "text");
    Cli.Outcome outcome = Cli.run("onnx", "--dl4j", text, "--out", directory.resolve("a.onnx"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("is no zip file", "ModelSerializer").hasLineCount(1);
  }

  @Test
  void onnx_shapeWithABadLength_isWrongUsage() throws IOException {
    Cli.Outcome outcome =
        Cli.run(
            "onnx",
            "--dl4j",
            network(0.5),
            "--out",
            directory.resolve("a.onnx"),
            "--input",
            "in=3,-1");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("\"-1\" is neither a length from 1 nor a word");
  }
}
