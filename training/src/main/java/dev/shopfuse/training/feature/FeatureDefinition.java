package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code features.yaml}, before anything is fitted. Immutable.
 *
 * @param name what the feature and the graph's input are called
 * @param side what it describes
 * @param kind the shape of its values
 * @param column the column of the raw values, null if {@code of} is set
 * @param of the feature whose values and table a list or history takes, or null
 * @param separator what separates the values in the column of a list, or null
 * @param encoding how values are encoded, null if {@code of} is set
 * @param width embedding width, 0 for the default of the model
 * @param table the embedding table, null for one of its own
 * @param maxLength how many values of a list or history are kept, 0 for the default
 */
public record FeatureDefinition(
    String name,
    Side side,
    FeatureKind kind,
    @Nullable String column,
    @Nullable String of,
    @Nullable String separator,
    @Nullable EncodingDefinition encoding,
    int width,
    @Nullable String table,
    int maxLength) {
  /** Returns the name of the table its values share; meaningless for plain numbers. */
  String tableName() {
    return table == null ? name : table;
  }
}
