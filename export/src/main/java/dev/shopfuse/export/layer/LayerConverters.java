package dev.shopfuse.export.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The converters that an export may use, at most one for each layer class. Immutable. */
public final class LayerConverters {
  private static final LayerConverters STANDARD =
      new LayerConverters(Map.of())
          .with(new ActivationLayerConverter())
          .with(new ColumnDenseLayerConverter())
          .with(new DenseLayerConverter())
          .with(new DropoutLayerConverter())
          .with(new ElementWiseVertexConverter())
          .with(new GradientCaptureVertexConverter())
          .with(new GroupAddVertexConverter())
          .with(new GroupDotVertexConverter())
          .with(GroupMeanVertexConverter.weighted())
          .with(new GroupRectifierVertexConverter())
          .with(new LossLayerConverter())
          .with(new MergeVertexConverter())
          .with(new OutputLayerConverter())
          .with(new ScaleVertexConverter())
          .with(new ShiftVertexConverter())
          .with(new SubsetVertexConverter());

  private final Map<String, LayerConverter<?>> converters;

  private LayerConverters(Map<String, LayerConverter<?>> converters) {
    this.converters = Collections.unmodifiableMap(new TreeMap<>(converters));
  }

  /** Returns the converters of this package. */
  public static LayerConverters standard() {
    return STANDARD;
  }

  /**
   * Returns these converters and one more.
   *
   * @throws IllegalArgumentException if its layer already has one; the message names both
   */
  public LayerConverters with(LayerConverter<?> converter) {
    LayerConverter<?> present = converters.get(converter.layer().getName());
    if (present != null) {
      throw new IllegalArgumentException(
          "%s already has the converter %s; %s cannot be added, only replace it."
              .formatted(
                  converter.layer().getSimpleName(),
                  present.getClass().getName(),
                  converter.getClass().getName()));
    }
    return replacing(converter);
  }

  /** Returns these converters, with this one for its layer whether or not there was one. */
  public LayerConverters replacing(LayerConverter<?> converter) {
    Map<String, LayerConverter<?>> changed = new TreeMap<>(converters);
    changed.put(converter.layer().getName(), converter);
    return new LayerConverters(changed);
  }

  /** Returns the classes of the layers and vertices that can be converted, by name. */
  public List<Class<?>> supported() {
    List<Class<?>> layers = new ArrayList<>();
    converters.values().forEach(converter -> layers.add(converter.layer()));
    return layers;
  }

  /**
   * Returns the converter of a layer.
   *
   * @param name the name of the layer in its network, for the message
   * @throws UnsupportedLayerException if there is none; the message lists what is supported
   */
  @SuppressWarnings("unchecked") // The key is the class that the converter declares.
  <T> LayerConverter<T> converter(String name, T layer) {
    LayerConverter<?> found = converters.get(layer.getClass().getName());
    if (found == null) {
      throw new UnsupportedLayerException(
          "Layer %s (%s) cannot be written as ONNX; supported are %s."
              .formatted(
                  name,
                  layer.getClass().getName(),
                  String.join(", ", supported().stream().map(Class::getSimpleName).toList())));
    }
    return (LayerConverter<T>) found;
  }
}
