package dev.shopfuse.export.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The converters that an export may use, at most one for each layer class. Immutable. */
public final class LayerConverters {
  private static final LayerConverters STANDARD =
      new LayerConverters(Map.of()).withAll(StandardConverters.all());

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

  private LayerConverters withAll(List<LayerConverter<?>> more) {
    LayerConverters all = this;
    for (LayerConverter<?> converter : more) {
      all = all.with(converter);
    }
    return all;
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

  /** Returns the classes that can be converted, each with the settings that cannot. */
  Map<Class<?>, String> limits() {
    Map<Class<?>, String> limits = new LinkedHashMap<>();
    converters.values().forEach(each -> limits.put(each.layer(), each.limits()));
    return limits;
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
          "Layer %s (%s) cannot be written as ONNX: %s; supported are %s."
              .formatted(
                  name,
                  layer.getClass().getName(),
                  Refusals.reason(layer.getClass()).orElse("it is none of DL4J's own layers"),
                  String.join(", ", supported().stream().map(Class::getSimpleName).toList())));
    }
    return (LayerConverter<T>) found;
  }
}
