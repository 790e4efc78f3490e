package dev.shopfuse.training.train;

import dev.shopfuse.training.model.StateBlock;
import java.io.Serializable;

/**
 * A block of a share's weights after a round. Immutable.
 *
 * @param report how the share went, the same in each of its blocks
 * @param block what the share made of it
 */
public record ShareBlock(ShareReport report, StateBlock block) implements Serializable {}
