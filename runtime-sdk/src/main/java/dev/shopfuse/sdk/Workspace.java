package dev.shopfuse.sdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** Direct buffers by the name of an input or output, kept from call to call. One per thread. */
final class Workspace {
  private final Map<String, ByteBuffer> buffers = new HashMap<>();

  /** Returns a buffer of so many longs, to be written by position. */
  LongBuffer longs(String name, int count) {
    LongBuffer longs = bytes(name, Math.multiplyExact(count, Long.BYTES)).asLongBuffer();
    longs.limit(count);
    return longs;
  }

  /** Returns a buffer of so many floats, to be written by position. */
  FloatBuffer floats(String name, int count) {
    FloatBuffer floats = bytes(name, Math.multiplyExact(count, Float.BYTES)).asFloatBuffer();
    floats.limit(count);
    return floats;
  }

  private ByteBuffer bytes(String name, int bytes) {
    ByteBuffer buffer = buffers.get(name);
    if (buffer == null || buffer.capacity() < bytes) {
      int roomy = Math.max(bytes, (int) Math.min(Integer.MAX_VALUE, bytes * 3L / 2));
      buffer = ByteBuffer.allocateDirect(roomy).order(ByteOrder.nativeOrder());
      buffers.put(name, buffer);
    }
    return buffer;
  }
}
