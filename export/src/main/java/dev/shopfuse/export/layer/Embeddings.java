package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Writes rows of a table: ids as floats, as DL4J has them; weight W [rows, H], bias b [H]. */
final class Embeddings {
  private Embeddings() {}

  /** Ids [..] to rows [.., H]; an id must be from 0 to the number of rows less 1. */
  static Value rows(LayerSite<?> site, FeedForwardLayer layer, boolean hasBias, Value ids) {
    Value indices = site.add(Operator.CAST, ids, Attribute.of("to", ElementType.INT64.code()));
    Value table =
        site.parameter(DefaultParamInitializer.WEIGHT_KEY, layer.getNIn(), layer.getNOut());
    Value rows = site.add(Operator.GATHER, List.of(table, indices));
    if (!hasBias) {
      return rows;
    }
    Value bias = site.parameter(DefaultParamInitializer.BIAS_KEY, layer.getNOut());
    return site.add(Operator.ADD, List.of(rows, bias));
  }
}
