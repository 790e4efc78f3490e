package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** Writes what DL4J does with masks of time series [N, T]: 1 counts, 0 is padding. */
final class Masks {
  private Masks() {}

  /** Makes the steps of a time series zero that do not count. */
  static Value keepSteps(
      LayerSite<?> site, Value series, Optional<Value> mask, boolean featuresAreLast) {
    return mask.map(
            steps -> {
              Value wide = Rearrange.unsqueeze(site, steps, featuresAreLast ? 2 : 1);
              return site.add(Operator.MUL, List.of(series, wide));
            })
        .orElse(series);
  }

  /** Makes rows zero that do not count; a mask is [R, 1] then. */
  static Value keepRows(LayerSite<?> site, Value rows, Optional<Value> mask) {
    return mask.filter(steps -> rows.shape().rank() == 2)
        .map(steps -> site.add(Operator.MUL, List.of(rows, steps)))
        .orElse(rows);
  }

  /** Returns the mask of what a window gives: a step counts if one that it covers does. */
  static Optional<Value> reduce(LayerSite<?> site, Window window) {
    boolean keepsLength =
        window.stride()[0] == 1
            && (window.mode() == ConvolutionMode.Same || window.mode() == ConvolutionMode.Causal);
    return keepsLength
        ? site.mask()
        : site.mask()
            .map(
                mask -> {
                  Value channel = Rearrange.unsqueeze(site, mask, 1);
                  Value reduced =
                      site.add(Operator.MAX_POOL, channel, window.dilated(site, channel));
                  return Rearrange.squeeze(site, reduced, 1);
                });
  }

  /** Returns the mask of a vertex that joins inputs: a step counts if it does in one of them. */
  static Optional<Value> any(LayerSite<?> site) {
    List<Value> masks = new ArrayList<>();
    for (Signal input : site.signals()) {
      if (input.mask().isEmpty()) {
        return Optional.empty();
      }
      input.mask().filter(mask -> !masks.contains(mask)).ifPresent(masks::add);
    }
    return Optional.of(masks.size() == 1 ? masks.get(0) : site.add(Operator.MAX, masks));
  }
}
