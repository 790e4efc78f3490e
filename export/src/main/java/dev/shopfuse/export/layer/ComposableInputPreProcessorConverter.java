package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;

/** Writes preprocessors one after the other. */
final class ComposableInputPreProcessorConverter
    implements LayerConverter<ComposableInputPreProcessor> {
  @Override
  public Class<ComposableInputPreProcessor> layer() {
    return ComposableInputPreProcessor.class;
  }

  @Override
  public String limits() {
    return "without a mask";
  }

  @Override
  public Value convert(LayerSite<ComposableInputPreProcessor> site) {
    if (site.mask().isPresent()) {
      throw site.unsupported("with a mask");
    }
    Signal signal = site.signals().get(0);
    for (InputPreProcessor each : site.layer().getInputPreProcessors()) {
      signal = site.delegate("", each, List.of(signal), "");
    }
    return signal.value();
  }
}
