package dev.shopfuse.training.simulate;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.OutputFolder;
import dev.shopfuse.training.table.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the visit tables of a simulated marketplace, and beside them its truth. */
public final class MarketplaceSimulator {
  private static final int STEPS = 3;

  private MarketplaceSimulator() {}

  /**
   * What was simulated. Immutable.
   *
   * @param itemVisits how many visits to items
   * @param shopVisits how many visits to shops
   */
  public record Simulation(long itemVisits, long shopVisits) {}

  /**
   * Simulates a marketplace into a folder: visit tables, {@code features.yaml}, a README that says
   * it is simulated, and {@code truth/}.
   *
   * @param target all or nothing; must not exist or be empty
   * @throws InputException if the target is in use
   */
  public static Simulation simulate(SimulationConfig config, Path target, Progress progress) {
    return OutputFolder.write(target, folder -> fill(config, folder, progress));
  }

  private static Simulation fill(SimulationConfig config, Path folder, Progress progress) {
    Marketplace marketplace = MarketplaceFactory.create(config);
    progress.advance("drew the marketplace", 1, STEPS);
    List<SimulatedVisit> visits = VisitSimulator.simulate(marketplace, config.seed() + 1);
    progress.advance("simulated the visits", 2, STEPS);
    new MarketplaceFiles(folder, marketplace).write(visits);
    try {
      new TruthFiles(Files.createDirectory(folder.resolve("truth")), marketplace).write();
      copy("features.yaml", folder.resolve("features.yaml"), config);
      copy("README.txt", folder.resolve("README.txt"), config);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the simulated marketplace", e);
    }
    progress.advance("wrote the visit tables", STEPS, STEPS);
    long shopVisits = visits.stream().filter(SimulatedVisit::toShop).count();
    return new Simulation(visits.size() - shopVisits, shopVisits);
  }

  private static void copy(String resource, Path target, SimulationConfig config)
      throws IOException {
    try (InputStream in = MarketplaceSimulator.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not packaged");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(target, text.replace("${config}", config.toString()));
    }
  }
}
