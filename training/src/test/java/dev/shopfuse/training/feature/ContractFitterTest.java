package dev.shopfuse.training.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.BoundariesEncoding;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.ScaleEncoding;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractFitterTest {
  private static final String SHOP = "  - {name: shop_id, side: shop, kind: id}\n";
  private static final String ITEM =
      "  - {name: item_id, side: item, kind: id, encoding: {vocabulary: {min_count: 2}}}\n";

  @TempDir Path folder;
  private TableFolder tables;

  @BeforeEach
  void writeTables() {
    tables =
        new TableFolder(folder)
            .with(
                "visits.csv",
                "user_id,page,target_id,time,split",
                "u,item,b,1,train",
                "u,item,b,2,train",
                "u,item,c,3,train",
                "v,shop,s,4,train",
                "u,item,d,5,tune",
                "u,item,d,6,tune")
            .with(
                "items.csv",
                "item_id,price,tags,colour",
                "a,1,x|y,red",
                "b,3,y,red",
                "c,,,blue",
                "d,100,z,green")
            .with("shops.csv", "shop_id", "s", "t")
            .with("shop_items.csv", "shop_id,item_id", "s,a", "s,b", "s,c", "t,c");
  }

  @Test
  void fit_vocabulary_countsTrainVisitsAndAssortmentsOnly() {
    // b: 2 visits + 1 pair, c: 1 + 2, a: 1 pair only, d: tune only. Ties in the order of bytes.
    FeatureContract contract = fit(SHOP + ITEM);
    assertThat(contract.vocabularies().get("item_id").words()).containsExactly("b", "c");
    assertThat(contract.vocabularies().get("shop_id").words()).containsExactly("s", "t");
    assertThat(contract.feature("item_id").width()).isEqualTo(16);
  }

  @Test
  void fit_tags_areCountedOneByOne() {
    // Weights: a 1, b 3, c 3: y 4, x 1; z occurs in tune only.
    FeatureContract contract =
        fit(SHOP + "  - {name: tags, side: item, kind: list, separator: \"|\"}\n");
    assertThat(contract.vocabularies().get("tags").words()).containsExactly("y", "x");
  }

  @Test
  void fit_numbers_useTargetsOfTheTrainSplitOnly() {
    // Prices 1 and 3; c has none, 100 occurs in tune only.
    FeatureContract contract =
        fit(
            SHOP
                + "  - {name: price, side: item, kind: number, encoding: z_score}\n"
                + "  - {name: cut, column: price, side: item, kind: number,"
                + " encoding: {boundaries: {count: 2}}}\n");
    assertThat(contract.feature("price").encoding()).isEqualTo(ScaleEncoding.of(false, 2, 1));
    assertThat(contract.feature("cut").encoding()).isEqualTo(BoundariesEncoding.of(1));
  }

  @Test
  void fit_log_scalesAfterTheLogarithm() {
    FeatureContract contract =
        fit(SHOP + "  - {name: price, side: item, kind: number, encoding: {log: {}}}\n");
    ScaleEncoding encoding = (ScaleEncoding) contract.feature("price").encoding();
    double low = Math.log(2);
    double high = Math.log(4);
    assertThat(encoding.mean()).isEqualTo((low + high) / 2);
    assertThat(encoding.deviation()).isEqualTo((high - low) / 2);
  }

  @Test
  void fit_sharedTable_bringsTheWordsOfBoth() {
    tables.with("shops.csv", "shop_id,paint", "s,black", "t,red");
    String shared =
        SHOP
            + "  - {name: colour, side: item, kind: category, table: colours}\n"
            + "  - {name: paint, side: shop, kind: category, table: colours}\n";
    // red 1 + 3 (a, b) + 1 (t), blue 3 (c), black 1 visit + 3 pairs (s).
    assertThat(fit(shared).vocabularies().get("colours").words())
        .containsExactly("red", "black", "blue");
    assertThatThrownBy(
            () ->
                fit(
                    shared.replace(
                        "colours}\n  - {name: paint",
                        "colours, encoding:" + " {vocabulary: {min_count: 2}}}\n  - {name: paint")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shares table \"colours\"");
  }

  @Test
  void fit_absentColumn_namesFileColumnAndColumns() {
    assertThatThrownBy(() -> fit(SHOP + "  - {name: brand, side: item, kind: category}\n"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "features.yaml feature \"brand\" reads column \"brand\", but items.csv has only"
                + " item_id, price, tags, colour");
  }

  @Test
  void fit_noNumber_namesTheRow() {
    for (String bad : List.of("NaN", "1e999", "12,5", " 1", "0x1")) {
      tables.with("items.csv", "item_id,price", "a,1", "b,\"" + bad + "\"", "c,", "d,");
      assertThatThrownBy(
              () -> fit(SHOP + "  - {name: price, side: item, kind: number, encoding: log}\n"))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "items.csv: price of item_id \"b\" is \"%s\"; expected a finite decimal number or"
                  + " nothing",
              bad);
    }
  }

  @Test
  void fit_unknownOf_isRefusedWithTheFile() {
    assertThatThrownBy(
            () -> fit(SHOP + "  - {name: history, side: user, kind: history, of: item_idd}\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("features.yaml: ")
        .hasMessageContaining("item_idd");
  }

  @Test
  void encode_targetsAndUsers_standInTheOrderOfTheirNumbers() {
    EncodedTables encoded =
        encode(
            SHOP
                + ITEM
                + "  - {name: price, side: item, kind: number, encoding: z_score}\n"
                + "  - {name: user_id, side: user, kind: id}\n");
    FeatureContract contract = encoded.contract();
    assertThat(encoded.items().ids()).containsExactly("a", "b", "c", "d");
    assertThat(encoded.shops().ids()).containsExactly("s", "t");
    assertThat(encoded.items().features().indices(contract.feature("item_id")))
        .containsExactly(0, 1, 0, 2, 3, 0);
    assertThat(encoded.items().features().numbers(contract.feature("price")))
        .containsExactly(0, 0, -1, 1, 0, 98);
    assertThat(encoded.userIds()).containsExactly("u", "v");
    // u has three train visits, v one.
    assertThat(encoded.users().indices(contract.feature("user_id"))).containsExactly(2, 3);
  }

  @Test
  void encode_contents_listTheMostSeenFirstAndCutTheRest() {
    EncodedTables encoded =
        encode(SHOP + ITEM + "  - {name: contents, side: shop, kind: list, of: item_id}\n");
    // s sells b (row 2), c (row 3) and a (unknown, row 0), weights 3, 3 and 1; t sells c.
    assertThat(list(encoded, "contents", 2)).containsExactly(2, 3, 0);
    assertThat(list(encoded, "contents", 3)).containsExactly(3);
    assertThat(list(encoded, "contents", Catalogue.NONE)).containsExactly(1);
    EncodedTables cut =
        encode(
            SHOP
                + ITEM
                + "  - {name: contents, side: shop, kind: list, of: item_id, max_length: 2}\n");
    assertThat(list(cut, "contents", 2)).containsExactly(2, 3);
  }

  @Test
  void encode_contentsByCategory_listEachValueOnce() {
    EncodedTables encoded =
        encode(
            SHOP
                + "  - {name: colour, side: item, kind: category}\n"
                + "  - {name: colours, side: shop, kind: list, of: colour}\n"
                + "  - {name: sold_by, side: item, kind: list, of: shop_id}\n");
    // Words: red (a 1 + b 3), blue (c 3). s sells two red and one blue item; nobody sells d.
    assertThat(list(encoded, "colours", 2)).containsExactly(2, 3);
    Feature soldBy = encoded.contract().feature("sold_by");
    int[] offsets = encoded.items().features().offsets(soldBy);
    assertThat(
            Arrays.copyOfRange(encoded.items().features().values(soldBy), offsets[4], offsets[6]))
        .containsExactly(2, 3, 1);
  }

  private static int[] list(EncodedTables encoded, String name, int shop) {
    Feature feature = encoded.contract().feature(name);
    int[] offsets = encoded.shops().features().offsets(feature);
    return Arrays.copyOfRange(
        encoded.shops().features().values(feature), offsets[shop], offsets[shop + 1]);
  }

  private FeatureContract fit(String entries) {
    try (VisitTables opened = tables.open()) {
      return fit(opened, entries);
    }
  }

  private EncodedTables encode(String entries) {
    try (VisitTables opened = tables.open()) {
      return EncodedTables.of(opened, fit(opened, entries));
    }
  }

  private static FeatureContract fit(VisitTables opened, String entries) {
    return ContractFitter.fit(
        opened, FeatureFile.parse("features.yaml", "features:\n" + entries), 4, 16);
  }
}
