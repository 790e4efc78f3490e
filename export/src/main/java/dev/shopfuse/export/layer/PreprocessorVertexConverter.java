package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;

/** Writes the preprocessor inside. */
final class PreprocessorVertexConverter implements LayerConverter<PreprocessorVertex> {
  @Override
  public Class<PreprocessorVertex> layer() {
    return PreprocessorVertex.class;
  }

  @Override
  public Value convert(LayerSite<PreprocessorVertex> site) {
    return site.pass(site.delegate("", site.layer().getPreProcessor(), site.signals(), ""));
  }
}
