package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.OnnxGraph;

/**
 * What one pass did to a graph. Immutable.
 *
 * @param pass the name of the pass
 * @param changed whether it changed anything
 * @param nodesBefore how many nodes the graph had
 * @param nodesAfter how many it has
 * @param bytesBefore what its constants took
 * @param bytesAfter what they take
 */
public record PassReport(
    String pass,
    boolean changed,
    int nodesBefore,
    int nodesAfter,
    long bytesBefore,
    long bytesAfter) {

  static PassReport of(GraphPass pass, OnnxGraph before, OnnxGraph after) {
    return new PassReport(
        pass.name(),
        !before.equals(after),
        before.nodes().size(),
        after.nodes().size(),
        before.constantBytes(),
        after.constantBytes());
  }
}
