package dev.shopfuse.export.bundle;

import dev.shopfuse.export.parity.ParityReport;
import dev.shopfuse.export.parity.RoundingReport;
import dev.shopfuse.export.pass.PassReport;
import dev.shopfuse.export.serving.FoldingCost;
import dev.shopfuse.export.serving.GraphParts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an export has written and proven. Immutable.
 *
 * @param bundleFile the bundle
 * @param onnxFile the bare graph, if it was wanted
 * @param bytes the size of the bundle
 * @param bytesByPart the size of each entry of the bundle but the manifest, in their order
 * @param graph what the parts of the graph take
 * @param passes what each pass did to the graph
 * @param folding what folding the shops costs and brings, if they are folded
 * @param parity how close the graph with tables as trained is to the model
 * @param rounding what the stored form of the tables changes, if it is not fp32
 * @param goldenCases how many golden vectors the bundle carries, and the SDK has proven
 */
public record ExportReport(
    Path bundleFile,
    Optional<Path> onnxFile,
    long bytes,
    Map<String, Long> bytesByPart,
    GraphParts graph,
    List<PassReport> passes,
    Optional<FoldingCost> folding,
    ParityReport parity,
    Optional<RoundingReport> rounding,
    int goldenCases) {
  public ExportReport {
    bytesByPart = Collections.unmodifiableMap(new LinkedHashMap<>(bytesByPart));
    passes = List.copyOf(passes);
  }
}
