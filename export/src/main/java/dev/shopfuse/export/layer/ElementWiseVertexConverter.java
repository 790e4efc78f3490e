package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;

/** Writes sum, difference, product, mean or maximum of the inputs, element by element [.., H]. */
final class ElementWiseVertexConverter implements LayerConverter<ElementWiseVertex> {
  @Override
  public Class<ElementWiseVertex> layer() {
    return ElementWiseVertex.class;
  }

  @Override
  public Value convert(LayerSite<ElementWiseVertex> site) {
    return switch (site.layer().getOp()) {
      case Add -> fold(site, Operator.ADD);
      case Subtract -> fold(site, Operator.SUB);
      case Product -> fold(site, Operator.MUL);
      case Max -> site.add(Operator.MAX, site.inputs());
      case Average -> {
        Value count = site.scalar("count", site.inputs().size());
        yield site.add(Operator.DIV, List.of(fold(site, Operator.ADD), count));
      }
    };
  }

  private static Value fold(LayerSite<ElementWiseVertex> site, Operator operator) {
    Value result = site.input();
    for (Value next : site.inputs().subList(1, site.inputs().size())) {
      result = site.add(operator, List.of(result, next));
    }
    return result;
  }
}
