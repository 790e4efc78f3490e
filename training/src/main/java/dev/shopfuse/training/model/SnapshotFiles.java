package dev.shopfuse.training.model;

import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.EmbeddingTableFile;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link ModelSnapshot} as files, without what the configuration and the data give again.
 *
 * <pre>
 * step                  training steps taken, as text
 * parameters.bin        the towers' parameters, then updater.bin, their updater state
 * tables/&lt;name&gt;.bin     an embedding table with its moments
 * </pre>
 */
public final class SnapshotFiles {
  private static final String STEP = "step";
  private static final String PARAMETERS = "parameters.bin";
  private static final String UPDATER = "updater.bin";
  private static final String TABLES = "tables";

  private SnapshotFiles() {}

  /** Writes a snapshot into an existing, empty directory. */
  public static void write(ModelSnapshot snapshot, Path directory) throws IOException {
    Files.writeString(directory.resolve(STEP), Long.toString(snapshot.step()));
    write(snapshot.parameters(), directory.resolve(PARAMETERS));
    write(snapshot.updaterState(), directory.resolve(UPDATER));
    Path tables = Files.createDirectory(directory.resolve(TABLES));
    for (EmbeddingTable table : snapshot.tables()) {
      EmbeddingTableFile.write(table, tables.resolve(table.name() + ".bin"));
    }
  }

  /**
   * Reads a snapshot of a model like this one.
   *
   * @throws IOException if a file is missing or not of this model's shapes
   */
  public static ModelSnapshot read(FusedModel model, Path directory) throws IOException {
    List<EmbeddingTable> tables = new ArrayList<>();
    for (String name : model.tables().keySet()) {
      tables.add(EmbeddingTableFile.read(name, directory.resolve(TABLES).resolve(name + ".bin")));
    }
    return new ModelSnapshot(
        read(directory.resolve(PARAMETERS)),
        read(directory.resolve(UPDATER)),
        tables,
        Long.parseLong(Files.readString(directory.resolve(STEP))));
  }

  private static void write(INDArray array, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      Nd4j.write(array, out);
    }
  }

  private static INDArray read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return Nd4j.read(in);
    }
  }
}
