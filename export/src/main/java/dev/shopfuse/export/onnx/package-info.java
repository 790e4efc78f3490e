/**
 * A typed writer of ONNX graphs: an operator knows its inputs, attributes, types and shapes, so
 * that a wrong graph fails in Java, with the name of the node.
 *
 * <p>Start at {@link dev.shopfuse.export.onnx.GraphBuilder}; {@link
 * dev.shopfuse.export.onnx.Operator} lists what can be written; {@link
 * dev.shopfuse.export.onnx.OnnxModel} becomes the file. Equal graphs give equal bytes.
 *
 * <p>The message classes in the subpackage {@code proto} are generated at build time from {@code
 * src/main/protobuf/onnx.proto}, which holds the messages and fields that are used here and nothing
 * else. They run on protobuf-java, which an application may have to share with others: the ONNX
 * classes inside ND4J are bound to a relocated copy of an old protobuf, and other libraries'
 * classes bring their own operator sets along.
 *
 * <p>May depend on protobuf-java only; knows neither DL4J nor shops.
 */
package dev.shopfuse.export.onnx;
