package dev.shopfuse.sample;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that is loaded once in the background. For the main thread alone. */
final class Loaded<T> {
  private final List<Receiver<T>> waiting = new ArrayList<>();
  private @Nullable T value;

  /** Hands the value over: at once if it is there, else when it comes. */
  void get(Receiver<T> receiver) {
    if (value == null) {
      waiting.add(receiver);
    } else {
      receiver.receive(value);
    }
  }

  void set(T loaded) {
    value = loaded;
    for (Receiver<T> receiver : waiting) {
      receiver.receive(loaded);
    }
    waiting.clear();
  }
}
