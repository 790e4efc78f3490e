package dev.shopfuse.training.model;

import dev.shopfuse.training.network.embedding.EmbeddingTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights and optimiser states of a {@link FusedModel} at one moment. Immutable, unless it is
 * {@link FusedModel#liveSnapshot live}.
 */
public final class ModelSnapshot {
  private final INDArray parameters;
  private final INDArray updaterState;
  private final List<EmbeddingTable> tables;
  private final long step;

  ModelSnapshot(
      INDArray parameters, INDArray updaterState, List<EmbeddingTable> tables, long step) {
    this.parameters = parameters;
    this.updaterState = updaterState;
    this.tables = tables;
    this.step = step;
  }

  static ModelSnapshot of(FusedModel model) {
    return new ModelSnapshot(
        model.towers().params().dup(),
        TowerOptimizers.state(model.towers()).dup(),
        model.tables().values().stream().map(EmbeddingTable::copy).toList(),
        model.step());
  }

  /** Returns the present weights without copying them; good for writing them down at once. */
  static ModelSnapshot live(FusedModel model) {
    return new ModelSnapshot(
        model.towers().params(),
        TowerOptimizers.state(model.towers()),
        List.copyOf(model.tables().values()),
        model.step());
  }

  void copyTo(FusedModel model) {
    model.towers().params().assign(parameters);
    TowerOptimizers.state(model.towers()).assign(updaterState);
    model.towers().getConfiguration().setIterationCount(Math.toIntExact(step));
    for (EmbeddingTable table : tables) {
      model.table(table.name()).assign(table);
    }
  }

  /** Returns the number of training steps taken until then. */
  long step() {
    return step;
  }

  INDArray parameters() {
    return parameters;
  }

  INDArray updaterState() {
    return updaterState;
  }

  List<EmbeddingTable> tables() {
    return tables;
  }

  static String digest(FusedModel model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      float[] parameters = model.towers().params().dup().data().asFloat();
      ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length);
      bytes.asFloatBuffer().put(parameters);
      digest.update(bytes);
      Calibration calibration = model.calibration();
      digest.update(
          ByteBuffer.allocate(16)
              .putDouble(calibration.scale())
              .putDouble(calibration.shift())
              .array());
      for (EmbeddingTable table : model.tables().values()) {
        digest.update(table.name().getBytes(StandardCharsets.UTF_8));
        table.digest(digest);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
