package dev.shopfuse.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void decode_encoded_givesTheTextBack() {
    String text = "Zürich 東京 😀";
    assertThat(Utf8.decode(ByteBuffer.wrap(Utf8.encode(text)))).isEqualTo(text);
  }

  @Test
  void encode_halfAPair_isRefused() {
    assertThatThrownBy(() -> Utf8.encode("a\ud83d")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decode_latin1_isRefused() {
    assertThatThrownBy(() -> Utf8.decode(ByteBuffer.wrap(new byte[] {'Z', (byte) 0xfc})))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
