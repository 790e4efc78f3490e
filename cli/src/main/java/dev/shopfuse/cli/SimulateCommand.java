package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.simulate.MarketplaceSimulator;
import dev.shopfuse.training.simulate.MarketplaceSimulator.Simulation;
import dev.shopfuse.training.simulate.SimulationConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the visit tables of a simulated marketplace. */
@Command(
    name = "simulate",
    description = "Writes the visit tables of a simulated marketplace, labelled as simulated.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path out;

  @Option(names = "--users", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int users = SimulationConfig.defaults().users();

  @Option(names = "--items", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int items = SimulationConfig.defaults().items();

  @Option(names = "--shops", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int shops = SimulationConfig.defaults().shops();

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = SimulationConfig.defaults().seed();

  @Mixin private Output output;

  @Override
  public Integer call() {
    Simulation simulation;
    try (ProgressDisplay bars = output.progress()) {
      simulation =
          MarketplaceSimulator.simulate(
              new SimulationConfig(users, items, shops, seed), out, bars.steps("Simulating"));
    }
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("out", out.toString()).put("simulated", true);
    result.put("item_visits", simulation.itemVisits()).put("shop_visits", simulation.shopVisits());
    output.result(result);
    output.say(
        "Simulated %,d item visits and %,d shop visits of %,d users; written to %s",
        simulation.itemVisits(), simulation.shopVisits(), users, out);
    return 0;
  }
}
