package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogue indices in order of ids: items i1=2, i2=3, i3=4, ...; shops s1=2, s2=3, s3=4. */
class SampleBuilderTest {
  private static final String HEADER = "user_id,page,target_id,time,split";
  private static final String[] SHOPS = {"shop_id", "s1", "s2", "s3"};
  private static final String[] ITEMS = {"item_id", "i1", "i2", "i3", "i4"};

  @TempDir Path folder;

  @Test
  void build_itemVisitInTheSameSecond_isNotThePast() {
    SampleSet samples =
        build(
            "u,item,i1,99,train",
            "u,item,i2,100,train",
            "u,shop,s1,100,train",
            "u,shop,s2,101,train");
    assertThat(samples.train())
        .containsExactly(
            new TrainingExample(0, 1, 0, 2, true), new TrainingExample(0, 2, 1, 3, true));
    assertThat(samples.sequences(Split.TRAIN).itemVisits(0)).containsExactly(2, 3);
    assertThat(samples.sequences(Split.TRAIN).shopVisits(0)).containsExactly(2, 3);
  }

  @Test
  void build_impressions_areNoVisits() {
    String header = "user_id,page,target_id,time,split,action";
    String[] visits = {
      "u,item,i1,1,train,click", "u,shop,s1,2,train,buy", "u,shop,s2,3,train,", "v,shop,s3,9,tune,"
    };
    String[] impressions = {
      "u,shop,s3,1,train,impression",
      "u,shop,s1,1,train,impression",
      "u,item,i3,1,train,impression",
      "u,item,i3,2,train,impression",
      "v,shop,s1,9,tune,impression"
    };
    SampleSet without = built(header, visits);
    SampleSet with =
        built(
            header, Stream.of(visits, impressions).flatMap(Arrays::stream).toArray(String[]::new));
    assertThat(with.train()).isEqualTo(without.train());
    assertThat(with.shopCounts()).isEqualTo(without.shopCounts());
    assertThat(with.itemCounts()).isEqualTo(without.itemCounts());
    assertThat(with.cases(Split.TUNE)).hasToString(without.cases(Split.TUNE).toString());
    assertThat(with.digest()).isNotEqualTo(without.digest());
    // s1 was visited, and v was shown s1 in tune only.
    assertThat(with.known().shownShops(0)).containsExactly(4);
    assertThat(with.known().shownItems(0)).containsExactly(4);
    assertThat(with.known().shownShops(1)).isEmpty();
    assertThat(without.known().shownShops(0)).isEmpty();
    assertThat(with.known().hasShown()).isTrue();
    assertThat(without.known().hasShown()).isFalse();
  }

  @Test
  void build_impressionsWithoutSplits_doNotMoveTheCut() {
    String header = "user_id,page,target_id,time,action";
    List<String> rows = new ArrayList<>();
    for (int second = 1; second <= 10; second++) {
      rows.add("u,shop,s%d,%d,".formatted(second % 3 + 1, second));
    }
    int before = built(header, rows.toArray(String[]::new)).train().size();
    for (int second = 1; second <= 30; second++) {
      rows.add("u,shop,s1,100,impression");
    }
    assertThat(built(header, rows.toArray(String[]::new)).train()).hasSize(before);
  }

  @Test
  void build_equalTimes_areOrderedByTarget() {
    SampleSet samples =
        build(
            "u,item,i3,7,train",
            "u,item,i1,7,train",
            "u,item,i4,6,train",
            "u,item,i2,7,train",
            "u,shop,s1,8,train");
    assertThat(samples.sequences(Split.TRAIN).itemVisits(0)).containsExactly(5, 2, 3, 4);
    assertThat(samples.train()).containsExactly(new TrainingExample(0, 4, 0, 2, true));
  }

  @Test
  void build_twoShopsInTheSameSecond_doNotSeeEachOther() {
    SampleSet samples = build("u,shop,s1,5,train", "u,shop,s2,5,train", "u,shop,s1,6,train");
    assertThat(samples.train())
        .containsExactly(
            new TrainingExample(0, 0, 0, 2, true),
            new TrainingExample(0, 0, 0, 3, true),
            new TrainingExample(0, 0, 2, 2, true));
  }

  @Test
  void build_otherUsersAndLaterSplits_areNotThePastOfAnExample() {
    SampleSet samples =
        build("a,item,i1,1,train", "b,item,i2,2,tune", "b,item,i3,3,train", "b,shop,s1,4,train");
    assertThat(samples.train()).containsExactly(new TrainingExample(1, 1, 0, 2, true));
    assertThat(samples.sequences(Split.TRAIN).userIds()).containsExactly("a", "b");
    assertThat(samples.sequences(Split.TRAIN).itemVisits(1)).containsExactly(4);
  }

  @Test
  void build_untimed_seesTheWholeTrainSplitInAFixedOrder() {
    String[] visits = {
      "u,item,i1,,train", "u,item,i2,,train", "u,item,i3,,tune", "u,shop,s1,,train",
      "u,shop,s2,,train", "u,shop,s3,,tune", "u,shop,s1,,tune", "v,item,i4,,train"
    };
    SampleSet samples = build(visits);
    assertThat(samples.train())
        .containsExactlyInAnyOrder(
            new TrainingExample(0, 2, 2, 2, false), new TrainingExample(0, 2, 2, 3, false));
    assertThat(samples.cases(Split.TUNE)).hasSize(1);
    EvaluationCase tune = samples.cases(Split.TUNE).get(0);
    assertThat(tune.heldOut()).containsExactly(4);
    assertThat(tune.seen()).containsExactly(2, 3);
    assertThat(tune.itemCount()).isEqualTo(2);
    assertThat(tune.shopCount()).isEqualTo(2);
    SampleSet reversed = build(reversed(visits));
    assertThat(reversed.sequences(Split.TRAIN).itemVisits(0))
        .isEqualTo(samples.sequences(Split.TRAIN).itemVisits(0));
    assertThat(reversed.train()).isEqualTo(samples.train());
    assertThat(reversed.digest()).isEqualTo(samples.digest());
  }

  @Test
  void build_timedCases_seeWhatHappenedBeforeTheFirstHeldOutShop() {
    SampleSet samples =
        build(
            "u,item,i1,1,train",
            "u,shop,s1,2,train",
            "u,item,i2,10,tune",
            "u,shop,s1,11,tune",
            "u,item,i3,12,tune",
            "u,shop,s2,12,tune",
            "u,item,i4,13,tune",
            "u,item,i1,20,test",
            "u,shop,s3,21,test",
            "u,item,i1,22,test");
    EvaluationCase tune = samples.cases(Split.TUNE).get(0);
    assertThat(tune.heldOut()).containsExactly(3);
    assertThat(tune.seen()).containsExactly(2);
    assertThat(tune.itemCount()).isEqualTo(2);
    assertThat(samples.sequences(Split.TUNE).itemVisits(0)).containsExactly(2, 3);
    assertThat(samples.sequences(Split.TUNE).shopVisits(0)).containsExactly(2, 2);
    EvaluationCase test = samples.cases(Split.TEST).get(0);
    assertThat(test.heldOut()).containsExactly(4);
    assertThat(test.seen()).containsExactly(2, 3);
    assertThat(samples.sequences(Split.TEST).itemVisits(0)).containsExactly(2, 3, 4, 5, 2);
    assertThat(samples.sequences(Split.TEST).shopVisits(0)).containsExactly(2, 2, 3);
  }

  @Test
  void build_usersWithoutAnyPast_areCases() {
    SampleSet samples =
        build(
            "a,shop,s1,1,train",
            "b,shop,s2,2,tune",
            "c,item,i1,3,tune",
            "c,shop,s3,4,tune",
            "d,shop,s1,5,test");
    assertThat(samples.cases(Split.TUNE))
        .extracting(EvaluationCase::user, EvaluationCase::itemCount, EvaluationCase::shopCount)
        .containsExactly(tuple(1, 0, 0), tuple(2, 1, 0));
    assertThat(samples.cases(Split.TEST))
        .extracting(EvaluationCase::user, EvaluationCase::itemCount, EvaluationCase::shopCount)
        .containsExactly(tuple(3, 0, 0));
  }

  @Test
  void build_splitsInterleavedInTime_neverShowTheFuture() {
    SampleSet samples =
        build("u,item,i1,1,train", "u,shop,s2,5,tune", "u,item,i2,9,train", "u,shop,s1,10,train");
    assertThat(samples.sequences(Split.TUNE).itemVisits(0)).containsExactly(2);
    assertThat(samples.sequences(Split.TUNE).shopVisits(0)).isEmpty();
    assertThat(samples.train()).containsExactly(new TrainingExample(0, 2, 0, 2, true));
  }

  @Test
  void build_someVisitsWithoutTime_areNeverThePastOfATimedOne() {
    SampleSet samples =
        build(
            "u,item,i1,,train",
            "u,item,i2,1,train",
            "u,shop,s1,2,train",
            "u,shop,s2,,train",
            "u,shop,s3,3,tune");
    assertThat(samples.sequences(Split.TRAIN).itemVisits(0)).containsExactly(3, 2);
    assertThat(samples.train())
        .containsExactly(
            new TrainingExample(0, 1, 0, 2, true), new TrainingExample(0, 2, 2, 3, false));
    assertThat(samples.sequences(Split.TUNE).itemVisits(0)).containsExactly(3);
  }

  @Test
  void build_onlySeenShopsInTune_makesNoCase() {
    SampleSet samples = build("u,shop,s1,1,train", "u,shop,s1,2,tune", "w,item,i1,3,tune");
    assertThat(samples.cases(Split.TUNE)).isEmpty();
    assertThat(samples.cases(Split.TEST)).isEmpty();
    assertThat(samples.sequences(Split.TUNE).users()).isEqualTo(2);
  }

  @Test
  void build_changedFuture_leavesEarlierExamplesAndContextsAsTheyWere() {
    String[] past = {"u,item,i1,1,train", "u,shop,s1,2,train", "u,item,i2,3,train"};
    SampleSet one = build(with(past, "u,shop,s2,4,train", "u,shop,s3,8,tune", "u,item,i3,8,tune"));
    SampleSet other = build(with(past, "u,item,i4,8,tune", "u,shop,s2,9,tune", "u,shop,s3,8,tune"));
    assertThat(other.train().get(0)).isEqualTo(one.train().get(0));
    assertThat(other.sequences(Split.TUNE).itemVisits(0))
        .isEqualTo(one.sequences(Split.TUNE).itemVisits(0));
    assertThat(other.sequences(Split.TRAIN).itemVisits(0))
        .isEqualTo(one.sequences(Split.TRAIN).itemVisits(0));
  }

  @Test
  void build_train_isTalliedByUserAndTarget() {
    SampleSet samples =
        build(
            "u,item,i1,1,train",
            "u,item,i1,2,train",
            "u,shop,s3,3,train",
            "u,shop,s2,4,train",
            "u,shop,s1,5,tune");
    assertThat(samples.known().items(0)).containsExactly(2);
    assertThat(samples.known().shops(0)).containsExactly(3, 4);
    assertThat(samples.itemCounts()).containsExactly(0, 0, 2, 0, 0, 0);
    assertThat(samples.shopCounts()).containsExactly(0, 0, 0, 1, 1);
  }

  @Test
  void build_noShopVisitInTrain_saysThereIsNothingToLearnFrom() {
    assertThatThrownBy(() -> build("u,item,i1,1,train", "u,shop,s1,2,tune"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "visits.csv has no shop visit in the train split, so there is nothing to learn from;"
                + " add rows with page \"shop\"");
  }

  @Test
  void buildFor_modelOfOtherTables_numbersTargetsAsTheModelDoes() {
    TableFolder tables = write("u,item,i1,1,train", "u,item,i4,2,train", "u,shop,s2,3,train");
    try (VisitTables opened = tables.open()) {
      SampleSet samples =
          SampleBuilder.buildFor(
              opened, List.of("i9", "i4", "i8"), List.of("s2", "s7"), Progress.none());
      assertThat(samples.sequences(Split.TRAIN).itemVisits(0)).containsExactly(0, 3);
      assertThat(samples.train()).containsExactly(new TrainingExample(0, 2, 0, 2, true));
      assertThat(samples.itemCounts()).hasSize(5);
      assertThat(samples.shopCounts()).containsExactly(0, 0, 1, 0);
      assertThatThrownBy(
              () -> SampleBuilder.buildFor(opened, List.of(), List.of("s1"), Progress.none()))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              "visits.csv has visits to 1 shops the model does not know, such as \"s2\"; train it"
                  + " again");
    }
  }

  @Test
  void buildFor_modelOfOtherTables_ordersASecondByIdAllTheSame() {
    TableFolder tables = write("u,item,i3,1,train", "u,item,i1,1,train", "u,shop,s2,2,train");
    try (VisitTables opened = tables.open()) {
      SampleSet samples =
          SampleBuilder.buildFor(opened, List.of("i3", "i1"), List.of("s2"), Progress.none());
      assertThat(samples.sequences(Split.TRAIN).itemVisits(0)).containsExactly(3, 2);
    }
  }

  private TableFolder write(String... visits) {
    return new TableFolder(folder)
        .with("shops.csv", SHOPS)
        .with("items.csv", ITEMS)
        .with("visits.csv", with(new String[] {HEADER}, visits));
  }

  private SampleSet build(String... visits) {
    try (VisitTables opened = write(visits).open()) {
      return SampleBuilder.build(opened, Progress.none());
    }
  }

  private SampleSet built(String header, String... visits) {
    try (VisitTables opened =
        write().with("visits.csv", with(new String[] {header}, visits)).open()) {
      return SampleBuilder.build(opened, Progress.none());
    }
  }

  private static String[] with(String[] first, String... then) {
    String[] all = Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, all, first.length, then.length);
    return all;
  }

  private static String[] reversed(String[] lines) {
    List<String> list = new ArrayList<>(List.of(lines));
    Collections.reverse(list);
    return list.toArray(new String[0]);
  }
}
