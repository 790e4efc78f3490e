package dev.shopfuse.export.bundle;

import dev.shopfuse.export.parity.ParityReport;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an export has written and proven. Immutable.
 *
 * @param bundleFile the bundle
 * @param onnxFile the bare graph, if it was wanted
 * @param bytes the size of the bundle
 * @param bytesByPart the size of each entry of the bundle but the manifest, in their order
 * @param tableBytes the size of the embedding tables inside the graph, by table
 * @param parity how close the graph is to the model
 * @param goldenCases how many golden vectors the bundle carries, and the SDK has proven
 */
public record ExportReport(
    Path bundleFile,
    Optional<Path> onnxFile,
    long bytes,
    Map<String, Long> bytesByPart,
    Map<String, Long> tableBytes,
    ParityReport parity,
    int goldenCases) {
  public ExportReport {
    bytesByPart = Collections.unmodifiableMap(new LinkedHashMap<>(bytesByPart));
    tableBytes = Collections.unmodifiableMap(new LinkedHashMap<>(tableBytes));
  }
}
