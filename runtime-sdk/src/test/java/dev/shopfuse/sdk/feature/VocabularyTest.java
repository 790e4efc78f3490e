package dev.shopfuse.sdk.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.internal.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static Vocabulary read(String text) {
    return Vocabulary.read(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  @Test
  void read_written_givesEqualVocabulary() throws IOException {
    Vocabulary vocabulary = Vocabulary.of(Arrays.asList("Bern", "Zürich", "a b", "東京"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    vocabulary.write(bytes);
    Vocabulary again = Vocabulary.read(ByteBuffer.wrap(bytes.toByteArray()));
    assertThat(again).isEqualTo(vocabulary);
    assertThat(again.row("東京")).isEqualTo(5);
    assertThat(again.value(5)).isEqualTo("東京");
  }

  @Test
  void read_partOfABuffer_isThatOfTheFile() {
    byte[] padded = "??a\n東京\n??".getBytes(UTF_8);
    ByteBuffer part = ByteBuffer.wrap(padded, 2, padded.length - 4);
    Vocabulary vocabulary = Vocabulary.read(part);
    assertThat(vocabulary).isEqualTo(read("a\n東京\n")).hasSameHashCodeAs(read("a\n東京\n"));
    assertThat(vocabulary).isNotEqualTo(read("東京\na\n"));
    assertThat(vocabulary.words()).containsExactly("a", "東京");
    assertThat(digest(vocabulary)).isEqualTo(digest(Vocabulary.of(Arrays.asList("a", "東京"))));
  }

  private static String digest(Vocabulary vocabulary) {
    Sha256 digest = new Sha256();
    vocabulary.addTo(digest);
    return digest.hex();
  }

  @Test
  void read_emptyFile_isEmptyVocabulary() {
    assertThat(read("").rows()).isEqualTo(2);
  }

  @Test
  void read_malformed_saysWhy() {
    assertThatThrownBy(() -> read("a\nb")).hasMessageContaining("ends within line 2");
    assertThatThrownBy(() -> read("a\n\n")).hasMessageContaining("empty");
    assertThatThrownBy(() -> read("a\na\n").requireDistinct())
        .hasMessageContaining("\"a\" occurs twice");
    assertThatThrownBy(() -> read("a\r\n")).hasMessageContaining("line break");
  }

  @Test
  void of_wordAtAndAboveTheLength_passesAndFails() {
    String longest = "x".repeat(Vocabulary.MAX_WORD_LENGTH);
    assertThat(Vocabulary.of(Collections.singletonList(longest)).row(longest)).isEqualTo(2);
    assertThatThrownBy(() -> Vocabulary.of(Collections.singletonList(longest + "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1025 characters; at most 1024");
  }

  @Test
  void value_reservedOrBeyond_isRefused() {
    Vocabulary vocabulary = Vocabulary.of(Collections.singletonList("a"));
    assertThat(vocabulary.value(2)).isEqualTo("a");
    for (int row : new int[] {-1, 0, 1, 3}) {
      assertThatThrownBy(() -> vocabulary.value(row))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Row " + row);
    }
  }
}
