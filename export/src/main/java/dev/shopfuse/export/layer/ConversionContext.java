package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Value;
import java.util.Map;

/**
 * What all layers of one conversion share.
 *
 * @param graph where the nodes go
 * @param scope precedes the names of nodes and parameters
 * @param converters how layers are written
 * @param featureAxis where values have their features
 * @param maxOpset the newest operators that may be used
 * @param inputs of the whole network, by name
 * @param example the first of them; its first axis is the batch
 */
record ConversionContext(
    GraphBuilder graph,
    String scope,
    LayerConverters converters,
    FeatureAxis featureAxis,
    int maxOpset,
    Map<String, Signal> inputs,
    Value example) {}
