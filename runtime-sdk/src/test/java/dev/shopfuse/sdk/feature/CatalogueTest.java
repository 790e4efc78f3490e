package dev.shopfuse.sdk.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final FeatureContract CONTRACT = SampleMarket.contract();
  private static final Catalogue ITEMS = SampleMarket.items(CONTRACT);

  private static byte[] bytes(Catalogue catalogue) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    catalogue.write(bytes, CONTRACT);
    return bytes.toByteArray();
  }

  private static Catalogue read(byte[] bytes) {
    return Catalogue.read(ByteBuffer.wrap(bytes), Side.ITEM, CONTRACT);
  }

  @Test
  void features_items_startWithUnknownAndNone() {
    EncodedFeatures features = ITEMS.features();
    assertThat(features.rows()).isEqualTo(ITEMS.size()).isEqualTo(6);
    assertThat(features.indices(CONTRACT.feature("item_id"))).containsExactly(0, 1, 2, 3, 4, 0);
    assertThat(features.numbers(CONTRACT.feature("price")))
        .containsExactly(0f, 0f, 1f, 0f, -2f, 2f);
    assertThat(features.offsets(CONTRACT.feature("sold_by"))).containsExactly(0, 1, 2, 4, 5, 6, 7);
    assertThat(features.values(CONTRACT.feature("sold_by"))).containsExactly(1, 1, 2, 3, 3, 1, 5);
  }

  @Test
  void features_longList_keepsTheFirstValues() {
    Catalogue shops = SampleMarket.shops(CONTRACT);
    Feature sells = CONTRACT.feature("sells");
    int second = shops.features().offsets(sells)[shops.index("s2")];
    assertThat(shops.features().values(sells)[second]).isEqualTo(2);
    assertThat(shops.features().values(sells)[second + 1]).isEqualTo(3);
    assertThat(shops.features().offsets(sells)[shops.index("s2") + 1]).isEqualTo(second + 2);
  }

  @Test
  void index_unknownTarget_isZero() {
    assertThat(ITEMS.index("i9")).isZero();
    assertThat(ITEMS.contains("i9")).isFalse();
    assertThat(ITEMS.id(ITEMS.index("i4"))).isEqualTo("i4");
    assertThatThrownBy(() -> ITEMS.id(1)).hasMessageContaining("2 to 5 are");
    assertThatThrownBy(() -> ITEMS.id(6)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_written_givesEqualCatalogue() throws IOException {
    Catalogue again = read(bytes(ITEMS));
    assertThat(again.ids()).isEqualTo(ITEMS.ids());
    assertThat(bytes(again)).isEqualTo(bytes(ITEMS));
    for (Feature feature : CONTRACT.staticFeatures(Side.ITEM)) {
      assertThat(again.features().indices(feature)).isEqualTo(ITEMS.features().indices(feature));
      assertThat(again.features().numbers(feature)).isEqualTo(ITEMS.features().numbers(feature));
      assertThat(again.features().offsets(feature)).isEqualTo(ITEMS.features().offsets(feature));
      assertThat(again.features().values(feature)).isEqualTo(ITEMS.features().values(feature));
    }
  }

  @Test
  void read_truncatedOrExtended_isRefused() throws IOException {
    byte[] bytes = bytes(ITEMS);
    for (int length = 0; length <= bytes.length + 1; length++) {
      if (length != bytes.length) {
        byte[] other = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> read(other)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Property(tries = 1_000)
  void read_changedByte_readsOrRefuses(
      @ForAll @IntRange(max = 100_000) int place, @ForAll byte value) throws IOException {
    byte[] bytes = bytes(ITEMS);
    bytes[place % bytes.length] = value;
    try {
      assertThat(read(bytes).size()).isEqualTo(6);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  void read_hugeCount_isRefusedBeforeAllocation() throws IOException {
    byte[] bytes = bytes(ITEMS);
    ByteBuffer.wrap(bytes).putInt(6, Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("counts 2147483647 values");
  }

  @Test
  void build_doubleId_isRefused() {
    CatalogueBuilder shops = Catalogue.builder(CONTRACT, Side.SHOP);
    shops.add("s1");
    shops.add("s1");
    assertThatThrownBy(shops::build).hasMessageContaining("\"s1\" occurs twice");
  }

  @Test
  void build_rowEndedByHand_isRefused() {
    CatalogueBuilder shops = Catalogue.builder(CONTRACT, Side.SHOP);
    shops.add("s1").endRow();
    assertThatThrownBy(shops::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void put_wrongShape_saysWhatToPut() {
    CatalogueBuilder items = Catalogue.builder(CONTRACT, Side.ITEM);
    EncodedFeaturesBuilder row = items.add("i1");
    assertThatThrownBy(() -> row.put(CONTRACT.feature("sold_by"), "s1"))
        .hasMessageContaining("put a list of values");
    assertThatThrownBy(() -> row.put(CONTRACT.feature("price"), Arrays.asList("1")))
        .hasMessageContaining("no list");
    assertThatThrownBy(() -> row.put(CONTRACT.feature("city"), "Bern"))
        .hasMessageContaining("no static feature of side item");
    assertThatThrownBy(() -> row.put(CONTRACT.feature("item_id"), "i1"))
        .hasMessageContaining("put twice");
    assertThatThrownBy(() -> row.putRows(CONTRACT.feature("sold_by"), 6))
        .hasMessageContaining("row 6; allowed are 0 to 5");
  }
}
