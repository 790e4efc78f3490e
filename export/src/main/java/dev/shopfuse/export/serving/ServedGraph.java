package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.pass.PassReport;
import dev.shopfuse.export.pass.PassSequence;
import dev.shopfuse.export.pass.QuantizeTables;
import dev.shopfuse.training.model.FusedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The graph of a model in the form in which it is served. Immutable.
 *
 * @param form the form
 * @param served the contract and the catalogues that fit the graph
 * @param exact the graph with tables as trained
 * @param stored the graph with tables as they are stored
 * @param passes what each pass did
 * @param folding what folding the shops costs and brings, if they are folded
 */
public record ServedGraph(
    ServingForm form,
    ServedModel served,
    OnnxGraph exact,
    OnnxGraph stored,
    List<PassReport> passes,
    Optional<FoldingCost> folding) {
  public ServedGraph {
    passes = List.copyOf(passes);
  }

  /**
   * Builds the graph.
   *
   * @throws dev.shopfuse.export.ExportException if the model cannot be served in this form
   */
  public static ServedGraph of(FusedModel model, ServingForm form) {
    ServedModel whole = ServedModel.of(model);
    ServedModel served = form.shops().map(shops -> RegionCut.of(whole, shops)).orElse(whole);
    PassSequence.Outcome standard =
        PassSequence.standard().apply(ServingGraph.of(served, ServingGraph.tasks(model)));
    QuantizeTables tables = QuantizeTables.of(form.tables());
    List<PassReport> reports = new ArrayList<>(standard.reports());
    if (!form.folded()) {
      PassSequence.Outcome stored = new PassSequence(List.of(tables)).apply(standard.graph());
      reports.addAll(stored.reports());
      return new ServedGraph(
          form, served, standard.graph(), stored.graph(), reports, Optional.empty());
    }
    FoldedShops folding = FoldedShops.of(served, standard.graph());
    PassSequence.Outcome folded = new PassSequence(List.of(folding.pass())).apply(standard.graph());
    PassSequence.Outcome stored = new PassSequence(List.of(tables)).apply(folded.graph());
    reports.addAll(folded.reports());
    reports.addAll(stored.reports());
    FoldingCost cost =
        new FoldingCost(
            FormCost.of(served, tables.apply(standard.graph())),
            FormCost.of(folding.served(), stored.graph()));
    return new ServedGraph(
        form, folding.served(), folded.graph(), stored.graph(), reports, Optional.of(cost));
  }

  /** Returns the file, with the passes and the tables' form among its metadata. */
  public OnnxModel model(Map<String, String> provenance) {
    Map<String, String> metadata = new TreeMap<>(provenance);
    metadata.put("tables", form.tables().key());
    metadata.put(
        "passes",
        passes.stream()
            .filter(PassReport::changed)
            .map(PassReport::pass)
            .collect(Collectors.joining(", ")));
    return OnnxModel.of(stored, metadata);
  }
}
