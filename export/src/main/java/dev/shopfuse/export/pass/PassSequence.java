package dev.shopfuse.export.pass;

import dev.shopfuse.export.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.List;

/** Passes that are applied one after the other. Immutable. */
public record PassSequence(List<GraphPass> passes) {
  private static final PassSequence STANDARD =
      new PassSequence(
          List.of(
              new DropIdentities(),
              new FoldBatchNorm(),
              new LateRepeat(),
              new SplitDense(),
              new FoldConstants(),
              new MergeTables()));

  public PassSequence {
    passes = List.copyOf(passes);
  }

  /** Returns the passes that never make a graph larger or slower. */
  public static PassSequence standard() {
    return STANDARD;
  }

  /** Returns this sequence with one more pass at its end. */
  public PassSequence then(GraphPass pass) {
    List<GraphPass> longer = new ArrayList<>(passes);
    longer.add(pass);
    return new PassSequence(longer);
  }

  /**
   * The outcome of a sequence. Immutable.
   *
   * @param graph the graph after the last pass
   * @param reports what each pass did, in their order
   */
  public record Outcome(OnnxGraph graph, List<PassReport> reports) {
    public Outcome {
      reports = List.copyOf(reports);
    }

    /** Returns the names of the passes that changed the graph, in their order. */
    public List<String> changes() {
      return reports.stream().filter(PassReport::changed).map(PassReport::pass).toList();
    }
  }

  /** Applies the passes. */
  public Outcome apply(OnnxGraph graph) {
    List<PassReport> reports = new ArrayList<>();
    OnnxGraph current = graph;
    for (GraphPass pass : passes) {
      OnnxGraph next = pass.apply(current);
      reports.add(PassReport.of(pass, current, next));
      current = next;
    }
    return new Outcome(current, reports);
  }
}
