package dev.shopfuse.training.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitTablesTest {
  private static final String HEADER = "user_id,page,target_id,time,action,split";

  @TempDir Path folder;

  @Test
  void open_csvGzAndParquet_readTheSameRows() {
    String[] lines = {HEADER, "u,item,\"i,1\",2017-01-01T00:00:00Z,view,train", "v,shop,s,5,,tune"};
    List<String> expected = List.of("u|item|i,1|1483228800|view|train", "v|shop|s|5|null|tune");
    assertThat(visits(new TableFolder(folder).with("visits.csv", lines))).isEqualTo(expected);
    String digest = digest();
    toParquet();
    assertThat(visits(new TableFolder(folder))).isEqualTo(expected);
    assertThat(digest()).isEqualTo(digest);
    delete("visits.parquet");
    assertThat(visits(new TableFolder(folder).with("visits.csv.gz", lines))).isEqualTo(expected);
  }

  @Test
  void open_parquetReplacedLater_staysWhatItWas() throws IOException {
    new TableFolder(folder).with("visits.csv", HEADER, "u,shop,s,5,,train");
    toParquet();
    try (VisitTables tables = new TableFolder(folder).open()) {
      String digest = tables.digest();
      Files.writeString(folder.resolve("visits.parquet"), "something else");
      assertThat(tables.rows(TableKind.VISITS)).isEqualTo(1);
      assertThat(tables.digest()).isEqualTo(digest);
    }
  }

  @Test
  void open_times_areSecondsInUtcAndFloored() {
    TableFolder tables =
        new TableFolder(folder)
            .with(
                "visits.csv",
                HEADER,
                "a,item,i,1970-01-01T01:00:00+01:00,,train",
                "b,item,i,1970-01-01T00:00:01,,train",
                "c,item,i,1970-01-01 00:00:02.9Z,,train",
                "d,item,i,1970-01-02,,train",
                "e,item,i,1970-01-01T00:00+0130,,train",
                "f,item,i,3.7,,train",
                "g,shop,s,-0.5,,train",
                "h,item,i,,,train");
    assertThat(visits(tables).stream().map(row -> row.split("\\|", -1)[3]))
        .containsExactly("0", "1", "2", "86400", "-5400", "3", "-1", "null");
  }

  @Test
  void open_noFolder_namesIt() {
    assertThatThrownBy(() -> new TableFolder(folder.resolve("none")).open())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none is not a folder");
  }

  @Test
  void open_noVisits_namesWhatIsNeeded() {
    assertThatThrownBy(() -> new TableFolder(folder).open())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no visits.csv, visits.csv.gz or visits.parquet");
  }

  @Test
  void open_twoVisitFiles_asksToKeepOne() {
    new TableFolder(folder).with("visits.csv", HEADER).with("visits.csv.gz", HEADER);
    assertThatThrownBy(() -> new TableFolder(folder).open())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("keep one of them");
  }

  @Test
  void open_missingColumn_namesItAndThoseThatAreThere() {
    TableFolder tables = new TableFolder(folder).with("visits.csv", "user_id,pge,target_id,time");
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessage("visits.csv has no column \"page\"; it has user_id, pge, target_id, time");
  }

  @Test
  void open_corruptParquet_isOneSentence() {
    TableFolder tables = new TableFolder(folder).with("visits.parquet", "not parquet");
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("visits.parquet cannot be read: ");
  }

  @Test
  void open_parquetDamagedInsideTheActions_isOneSentence() throws IOException {
    Stream<String> visits =
        IntStream.range(0, 100).mapToObj(i -> "u,item,i,%d,a%d,train".formatted(i, i));
    new TableFolder(folder)
        .with("visits.csv", Stream.concat(Stream.of(HEADER), visits).toArray(String[]::new));
    toParquet();
    damage("action");
    assertThatThrownBy(() -> new TableFolder(folder).open())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("visits.parquet cannot be read: ");
  }

  @Test
  void open_neitherTimesNorSplits_saysSo() {
    TableFolder tables =
        new TableFolder(folder).with("visits.csv", "user_id,page,target_id", "u,item,i");
    assertThatThrownBy(tables::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("visits.csv has neither times nor splits");
  }

  @Test
  void open_noSplitColumn_cutsRawVisitsByTimeKeepingTiesTogether() {
    // 20 visits at 0, 1, ..., 14, 15, 15, 16, 17, 18: the 16th of 20 is the first at 15.
    TableFolder tables =
        new TableFolder(folder)
            .with(
                "visits.csv",
                Stream.concat(
                        Stream.of("user_id,page,target_id,time"),
                        IntStream.range(0, 20)
                            .map(i -> i > 15 ? i - 1 : i)
                            .mapToObj(time -> "u,item,i," + time))
                    .toArray(String[]::new));
    try (VisitTables opened = tables.open()) {
      List<String> splits =
          opened
              .database()
              .query(
                  "SELECT split, min(\"time\") || '-' || max(\"time\") || ' ' || count(*)"
                      + " FROM visits GROUP BY split ORDER BY split",
                  row -> row.getString(1) + " " + row.getString(2));
      assertThat(splits).containsExactly("test 17-18 2", "train 0-15 17", "tune 16-16 1");
    }
  }

  @Test
  void open_onlyVisits_derivesTheOtherTables() {
    TableFolder tables =
        new TableFolder(folder)
            .with("visits.csv", HEADER, "u,item,b,,,train", "u,item,a,,,train", "v,shop,s,,,train")
            .with("shop_items.csv", "shop_id,item_id", "t,c");
    try (VisitTables opened = tables.open()) {
      assertThat(numbers(opened, "item_numbers")).containsExactly("a=2", "b=3", "c=4");
      assertThat(numbers(opened, "shop_numbers")).containsExactly("s=2", "t=3");
      assertThat(numbers(opened, "user_numbers")).containsExactly("u=0", "v=1");
      assertThat(opened.columns(TableKind.ITEMS)).containsExactly("item_id");
      assertThat(opened.timed()).isFalse();
    }
  }

  @Test
  void open_sameRowsInAnotherOrder_hasTheSameDigest() {
    new TableFolder(folder).with("visits.csv", HEADER, "u,item,b,1,,train", "u,shop,s,2,,train");
    String digest = digest();
    new TableFolder(folder).with("visits.csv", HEADER, "u,shop,s,2,,train", "u,item,b,1,,train");
    assertThat(digest()).isEqualTo(digest).hasSize(64);
    new TableFolder(folder).with("visits.csv", HEADER, "u,shop,s,2,,train", "u,item,b,2,,train");
    assertThat(digest()).isNotEqualTo(digest);
  }

  @Test
  void close_afterOpen_leavesNoScratchFiles() throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    new TableFolder(folder).with("visits.csv", HEADER, "u,item,b,1,,train");
    TableOptions options = TableOptions.strict().withScratch(scratch);
    try (VisitTables opened = VisitTables.open(folder, options)) {
      assertThat(scratch).isNotEmptyDirectory();
      assertThat(opened.rows(TableKind.VISITS)).isEqualTo(1);
    }
    assertThat(scratch).isEmptyDirectory();
  }

  private static List<String> numbers(VisitTables tables, String table) {
    return tables
        .database()
        .query(
            "SELECT * FROM " + table + " ORDER BY number",
            row -> row.getString(1) + "=" + row.getInt(2));
  }

  private static List<String> visits(TableFolder tables) {
    try (VisitTables opened = tables.open()) {
      return opened
          .database()
          .query(
              "SELECT user_id, page, target_id, \"time\", action, split FROM visits ORDER BY"
                  + " user_id",
              row ->
                  String.join(
                      "|",
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      String.valueOf(row.getString(4)),
                      String.valueOf(row.getString(5)),
                      row.getString(6)));
    }
  }

  private String digest() {
    try (VisitTables opened = new TableFolder(folder).open()) {
      return opened.digest();
    }
  }

  private void toParquet() {
    try (Database database = Database.open(folder)) {
      database.execute(
          "COPY (FROM read_csv(%s, all_varchar = true)) TO %s (FORMAT parquet)"
              .formatted(
                  Sql.text(folder.resolve("visits.csv").toString()),
                  Sql.text(folder.resolve("visits.parquet").toString())));
    }
    delete("visits.csv");
  }

  /** Overwrites what the Parquet file holds of a column. */
  private void damage(String column) throws IOException {
    Path file = folder.resolve("visits.parquet");
    byte[] bytes = Files.readAllBytes(file);
    try (Database database = Database.open(folder)) {
      database.forEach(
          "SELECT coalesce(dictionary_page_offset, data_page_offset), total_compressed_size"
              + " FROM parquet_metadata(%s) WHERE path_in_schema = %s"
                  .formatted(Sql.text(file.toString()), Sql.text(column)),
          row -> Arrays.fill(bytes, row.getInt(1), row.getInt(1) + row.getInt(2), (byte) 0xff));
    }
    Files.write(file, bytes);
  }

  private void delete(String file) {
    assertThat(folder.resolve(file).toFile().delete()).isTrue();
  }
}
