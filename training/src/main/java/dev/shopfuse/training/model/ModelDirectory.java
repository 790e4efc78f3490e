package dev.shopfuse.training.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.EmbeddingTableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A model as files.
 *
 * <pre>
 * model.json            format version, training step, digest of the contract
 * config.yaml           the configuration it was trained with
 * contract.json         the features; vocabulary/&lt;table&gt;.txt has their words
 * catalogue/items.bin   the items and shops with their encoded features (catalogue/shops.bin)
 * towers.zip            the DL4J graph with its updater state
 * tables/&lt;name&gt;.bin     an embedding table with its moments
 * </pre>
 *
 * <p>Callers may add files such as {@code metrics.json}. A directory appears under its name only
 * when it is complete.
 */
public final class ModelDirectory {
  private static final int FORMAT = 1;
  private static final String MODEL = "model.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelDirectory() {}

  /** Writes further files beside the model's own, before the directory gets its name. */
  public interface Extras {
    void write(Path directory) throws IOException;
  }

  /** Saves a model; an earlier model directory of that name is replaced. */
  public static void save(FusedModel model, Path directory) {
    save(model, directory, none -> {});
  }

  /**
   * Saves a model with further files; an earlier model directory of that name is replaced.
   *
   * @throws InputException if the name is taken by something else, or writing fails; nothing is
   *     left behind then
   */
  public static void save(FusedModel model, Path directory, Extras extras) {
    requireReplaceable(directory);
    try {
      AtomicDirectory.replace(
          directory,
          fresh -> {
            write(model, fresh);
            extras.write(fresh);
          });
    } catch (IOException e) {
      throw FileProblem.unwritable(directory, e);
    }
  }

  /**
   * Refuses a name that is taken by something else than a model, or where nothing can be written,
   * so that a run need not be lost.
   *
   * @throws InputException if it is
   */
  public static void requireReplaceable(Path directory) {
    FileProblem.requireWritable(directory);
    if (Files.exists(directory) && !Files.exists(directory.resolve(MODEL)) && !isEmpty(directory)) {
      throw new InputException(
          directory + " exists and is no model directory; choose another name or remove it.");
    }
  }

  /**
   * Clears away what a run that was killed while it saved left beside a name; an earlier model that
   * it had moved aside comes back. Nobody else may be saving there.
   */
  public static void recover(Path directory) {
    try {
      AtomicDirectory.recover(directory);
    } catch (IOException e) {
      throw FileProblem.unwritable(directory, e);
    }
  }

  /** Returns whether two paths are one directory, by whatever name. */
  public static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new InputException(one + " and " + other + " cannot be compared: " + e, e);
    }
  }

  /**
   * Loads a model.
   *
   * @throws InputException if the directory holds no model, a newer one, or is damaged
   */
  public static FusedModel load(Path directory) {
    if (!Files.exists(directory.resolve(MODEL))) {
      throw new InputException(
          directory + " is no model directory: it has no " + MODEL + "; train a model first.");
    }
    try {
      return read(directory);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException("Model " + directory + " is damaged: " + e.getMessage(), e);
    }
  }

  private static void write(FusedModel model, Path directory) throws IOException {
    FeatureContract contract = model.contract();
    Files.writeString(directory.resolve("config.yaml"), model.config().toYaml());
    Files.writeString(directory.resolve("contract.json"), contract.toJson());
    Files.createDirectory(directory.resolve("vocabulary"));
    for (Map.Entry<String, Vocabulary> entry : contract.vocabularies().entrySet()) {
      Path file = directory.resolve("vocabulary").resolve(entry.getKey() + ".txt");
      try (OutputStream out = Files.newOutputStream(file)) {
        entry.getValue().write(out);
      }
    }
    Files.createDirectory(directory.resolve("catalogue"));
    writeCatalogue(model.items(), contract, directory.resolve("catalogue/items.bin"));
    writeCatalogue(model.shops(), contract, directory.resolve("catalogue/shops.bin"));
    ModelSerializer.writeModel(model.towers(), directory.resolve("towers.zip").toFile(), true);
    Files.createDirectory(directory.resolve("tables"));
    for (EmbeddingTable table : model.tables().values()) {
      EmbeddingTableFile.write(table, tableFile(directory, table.name()));
    }
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(
            directory.resolve(MODEL).toFile(),
            JSON.createObjectNode()
                .put("format", FORMAT)
                .put("step", model.step())
                .put("contract_digest", contract.digest()));
  }

  private static void writeCatalogue(Catalogue catalogue, FeatureContract contract, Path file)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      catalogue.write(out, contract);
    }
  }

  private static FusedModel read(Path directory) throws IOException {
    JsonNode header = JSON.readTree(directory.resolve(MODEL).toFile());
    int format = header.path("format").asInt();
    if (format != FORMAT) {
      throw new InputException(
          "Model %s has format %d; this version reads %d. Train it anew or use the version that wrote"
                  .formatted(directory, format, FORMAT)
              + " it.");
    }
    FeatureContract contract =
        FeatureContract.fromJson(
            Files.readString(directory.resolve("contract.json")), vocabularies(directory));
    if (!contract.digest().equals(header.path("contract_digest").asText())) {
      throw new IOException("contract or vocabularies do not match model.json");
    }
    TrainingConfig config = TrainingConfig.read(directory.resolve("config.yaml"));
    List<EmbeddingTable> tables = new ArrayList<>();
    for (TableShape shape : TableShape.of(config, contract)) {
      tables.add(EmbeddingTableFile.read(shape.name(), tableFile(directory, shape.name())));
    }
    ComputationGraph towers =
        ModelSerializer.restoreComputationGraph(directory.resolve("towers.zip").toFile(), true);
    return new FusedModel(
        config,
        contract,
        readCatalogue(directory.resolve("catalogue/items.bin"), Side.ITEM, contract),
        readCatalogue(directory.resolve("catalogue/shops.bin"), Side.SHOP, contract),
        towers,
        new TableSet(tables),
        header.path("step").asLong());
  }

  private static Map<String, Vocabulary> vocabularies(Path directory) throws IOException {
    Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(directory.resolve("vocabulary"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".txt")) {
          vocabularies.put(
              name.substring(0, name.length() - ".txt".length()),
              Vocabulary.read(ByteBuffer.wrap(Files.readAllBytes(file))));
        }
      }
    }
    return vocabularies;
  }

  private static Catalogue readCatalogue(Path file, Side side, FeatureContract contract)
      throws IOException {
    return Catalogue.read(ByteBuffer.wrap(Files.readAllBytes(file)), side, contract);
  }

  private static Path tableFile(Path directory, String table) {
    return directory.resolve("tables").resolve(table + ".bin");
  }

  private static boolean isEmpty(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
