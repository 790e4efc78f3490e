package dev.shopfuse.training.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRowsTest {
  private static final String HEADER = "user_id,page,target_id,time,split";
  private static final String GOOD = "u,item,i,1,train";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "u,shp,i,1,train~page is \"shp\", expected \"item\" or \"shop\"",
        "u,,i,1,train~page is \"\", expected \"item\" or \"shop\"",
        ",item,i,1,train~user_id is empty",
        "u,item,\" \",1,train~target_id is empty",
        "u,item,i,yesterday,train~time is \"yesterday\", expected ISO-8601 like"
            + " 2017-01-31T18:05:00Z or seconds since 1970",
        "u,item,i,2017-02-30,train~time is \"2017-02-30\", expected ISO-8601 like"
            + " 2017-01-31T18:05:00Z or seconds since 1970",
        "u,item,i,1485630413000,train~time is \"1485630413000\", expected ISO-8601 like"
            + " 2017-01-31T18:05:00Z or seconds since 1970",
        "u,item,i,1,dev~split is \"dev\", expected \"train\", \"tune\" or \"test\"",
        "u,item,i,1,~split is \"\", expected \"train\", \"tune\" or \"test\"",
        "x,item,i,1,train~user_id is \"x\", which is not in users.csv",
        "u,item,s,1,train~target_id is \"s\", which is not in items.csv",
        "u,shop,i,1,train~target_id is \"i\", which is not in shops.csv.gz",
        "u,item,i,1~has 4 values, but there are 5 columns",
        "u,item,i,1,train,x~has 6 values, but there are 5 columns",
        "\"u\"u,item,i,1,train~a quoted value is not closed properly",
      })
  void open_badVisit_namesFileLineAndReason(String row, String detail) {
    TableFolder tables =
        new TableFolder(folder)
            .with("users.csv", "user_id", "u")
            .with("items.csv", "item_id", "i")
            .with("shops.csv.gz", "shop_id", "s")
            .with("visits.csv", HEADER, GOOD, "", row, GOOD);
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessage("visits.csv line 4: " + detail);
  }

  @ParameterizedTest
  @CsvSource({"1000,false", "1001,true"})
  void open_longId_isRefusedBeyondTheLimit(int characters, boolean refused) {
    TableFolder tables =
        new TableFolder(folder)
            .with("visits.csv", HEADER, "u,item," + "x".repeat(characters) + ",1,train");
    if (refused) {
      assertThatThrownBy(tables::open)
          .hasMessage(
              "visits.csv line 2: target_id is 1001 characters long, at most 1000 are allowed");
    } else {
      try (VisitTables opened = tables.open()) {
        assertThat(opened.rows(TableKind.VISITS)).isEqualTo(1);
      }
    }
  }

  @Test
  void open_lineBreakInId_namesTheLineTheRowStartsOn() {
    TableFolder tables =
        new TableFolder(folder)
            .with(
                "visits.csv.gz",
                HEADER,
                "u,item,i,1,train",
                "u,item,\"i\n\n2\",1,train",
                "u,x,i,1,train");
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessage(
            """
            visits.csv.gz has 2 bad of 3 rows (1 line break in target_id, 1 unknown page):
              visits.csv.gz line 3: target_id is "i\\n\\n2", which holds a line break
              visits.csv.gz line 6: page is "x", expected "item" or "shop\"""");
  }

  @ParameterizedTest
  @CsvSource({"items.csv,item_id", "shops.csv,shop_id", "users.csv,user_id"})
  void open_repeatedId_namesTheSecond(String file, String column) {
    TableFolder tables =
        new TableFolder(folder)
            .with(file, column + ",price", "a,1", "b,2", "a,3")
            .with("visits.csv", HEADER);
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessage(file + " line 4: " + column + " is \"a\", which an earlier row has");
  }

  @Test
  void open_badShopItems_areNamed() {
    TableFolder tables =
        new TableFolder(folder)
            .with("items.csv", "item_id", "i")
            .with("shop_items.csv", "shop_id,item_id", "s,i", "s,j", "s,i")
            .with("visits.csv", HEADER, GOOD);
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 3: item_id is \"j\", which is not in items.csv")
        .hasMessageContaining("line 4: shop_id \"s\" with item_id \"i\" was given before");
  }

  @Test
  void open_emptyTimeWithoutSplit_isBad() {
    TableFolder tables =
        new TableFolder(folder)
            .with("visits.csv", "user_id,page,target_id,time", "u,item,i,1", "u,item,i,");
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "visits.csv line 3: time is empty; without a split column every visit needs one");
  }

  @Test
  void open_shareAtTheLimit_leavesBadRowsOutAndCountsThem() {
    TableFolder tables =
        new TableFolder(folder)
            .with(
                "visits.csv", HEADER, GOOD, "u,shp,i,1,train", "u,item", GOOD, "u,shop,s,2,train");
    try (VisitTables opened = tables.open(0.4)) {
      assertThat(opened.rows(TableKind.VISITS)).isEqualTo(3);
      assertThat(opened.badRows()).hasSize(1);
      BadRows bad = opened.badRows().get(0);
      assertThat(bad.rows()).isEqualTo(5);
      assertThat(bad.countByReason())
          .isEqualTo(Map.of("wrong number of values", 1L, "unknown page", 1L));
      assertThat(bad.listed())
          .extracting(BadRow::toString)
          .containsExactly(
              "visits.csv line 3: page is \"shp\", expected \"item\" or \"shop\"",
              "visits.csv line 4: has 2 values, but there are 5 columns");
    }
    assertThatThrownBy(() -> tables.open(0.39)).isInstanceOf(InputException.class);
  }

  @Test
  void open_manyBadRows_listsTwentyAndCountsAll() {
    String[] lines =
        Stream.concat(
                Stream.of(HEADER), IntStream.range(0, 30).mapToObj(i -> "u,p" + i + ",i,1,train"))
            .toArray(String[]::new);
    TableFolder tables = new TableFolder(folder).with("visits.csv", lines);
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("visits.csv has 30 bad of 30 rows (30 unknown page); the first 20:")
        .hasMessageContaining("line 21: page is \"p19\"")
        .message()
        .doesNotContain("p20");
  }

  @Test
  void open_fewBadRowsInParquet_leavesOutTheseAlone() {
    writeParquet("(1, 'item', 2, 3), (1, 'shp', 2, 3), (1, 'shop', 4, 5)");
    try (VisitTables tables = new TableFolder(folder).open(0.5)) {
      assertThat(
              tables
                  .database()
                  .query(
                      "SELECT target_id, \"time\" FROM visits ORDER BY \"time\"",
                      row -> row.getString(1) + " " + row.getLong(2)))
          .containsExactly("2 3", "4 5");
      assertThat(tables.badRows()).hasSize(1);
    }
  }

  @Test
  void open_badRowInParquet_namesTheRow() {
    writeParquet("(1, 'item', 2, 3), (1, 'shp', 2, 3)");
    assertThatThrownBy(() -> new TableFolder(folder).open())
        .isInstanceOf(InputException.class)
        .hasMessage("visits.parquet row 2: page is \"shp\", expected \"item\" or \"shop\"");
  }

  private void writeParquet(String rows) {
    try (Database database = Database.open(folder)) {
      database.execute(
          "COPY (SELECT * FROM (VALUES %s) t(user_id, page, target_id, time)) TO %s (FORMAT parquet)"
              .formatted(rows, Sql.text(folder.resolve("visits.parquet").toString())));
    }
  }
}
