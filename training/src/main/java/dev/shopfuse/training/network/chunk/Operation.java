package dev.shopfuse.training.network.chunk;

/** One part of a graph: a vertex or a layer. Not thread-safe. */
interface Operation {
  /** Makes room for chunks of at most so many groups, and takes over the present weights. */
  void prepare(int groups);

  /** Computes the output of the chunk's groups. */
  void forward(int groups);

  /** Gives the inputs their gradients, from that of the output. */
  void backward(int groups);
}
