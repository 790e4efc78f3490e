package dev.shopfuse.sample;

/** Is told something on the main thread. */
interface Receiver<T> {
  /** Takes it. */
  void receive(T value);
}
