package dev.shopfuse.sample;

import android.content.ContentValues;
import android.content.Context;
import android.database.Cursor;
import android.database.DatabaseUtils;
import android.database.sqlite.SQLiteDatabase;
import android.database.sqlite.SQLiteOpenHelper;
import android.os.StrictMode;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.VisitLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The user's visits in SQLite: only the newest are kept. Thread-safe. Slow: never call it on the
 * main thread.
 */
final class VisitDatabase extends SQLiteOpenHelper implements VisitLog, AutoCloseable {
  /** Far more than a model reads, far less than a phone would notice. */
  static final int MAX_ITEM_VISITS = 2_000;

  /** Bounded apart: shop visits are rare, and many item visits must not push them out. */
  static final int MAX_SHOP_VISITS = 500;

  private static final String FILE = "visits.db";
  private static final int SCHEMA = 1;

  VisitDatabase(Context context) {
    super(context, FILE, null, SCHEMA);
    setWriteAheadLoggingEnabled(true);
  }

  @Override
  public void onCreate(SQLiteDatabase database) {
    database.execSQL(
        "CREATE TABLE visits (number INTEGER PRIMARY KEY AUTOINCREMENT, page TEXT NOT NULL,"
            + " id TEXT NOT NULL, time_millis INTEGER NOT NULL)");
    database.execSQL("CREATE INDEX visits_of_page ON visits (page, number)");
  }

  @Override
  public void onUpgrade(SQLiteDatabase database, int from, int to) {
    throw new IllegalStateException("There is no schema " + to + " to go to from " + from);
  }

  /** An older version of the app was installed over a newer one: the visits begin afresh. */
  @Override
  public void onDowngrade(SQLiteDatabase database, int from, int to) {
    database.execSQL("DROP TABLE visits");
    onCreate(database);
  }

  @Override
  public void add(Visit visit) {
    StrictMode.noteSlowCall("add a visit");
    ContentValues values = new ContentValues();
    values.put("page", visit.page().name());
    values.put("id", visit.id());
    values.put("time_millis", visit.timeMillis());
    SQLiteDatabase database = getWritableDatabase();
    database.beginTransaction();
    try {
      database.insertOrThrow("visits", null, values);
      forgetOldest(database, visit.page());
      database.setTransactionSuccessful();
    } finally {
      database.endTransaction();
    }
  }

  private static void forgetOldest(SQLiteDatabase database, Page page) {
    String bound = String.valueOf(page == Page.ITEM ? MAX_ITEM_VISITS : MAX_SHOP_VISITS);
    database.delete(
        "visits",
        "page = ?1 AND number <= (SELECT number FROM visits WHERE page = ?1"
            + " ORDER BY number DESC LIMIT 1 OFFSET ?2)",
        new String[] {page.name(), bound});
  }

  @Override
  public List<Visit> recent(Page page, int limit) {
    StrictMode.noteSlowCall("read the visits");
    List<Visit> visits = new ArrayList<>();
    String[] columns = {"id", "time_millis"};
    String[] pages = {page.name()};
    try (Cursor cursor =
        getReadableDatabase()
            .query(
                "visits",
                columns,
                "page = ?",
                pages,
                null,
                null,
                "number DESC",
                String.valueOf(limit))) {
      while (cursor.moveToNext()) {
        visits.add(Visit.of(page, cursor.getString(0), cursor.getLong(1)));
      }
    }
    Collections.reverse(visits);
    return visits;
  }

  /** Returns how many visits to a kind of page are kept. */
  int count(Page page) {
    StrictMode.noteSlowCall("count the visits");
    String[] pages = {page.name()};
    return (int) DatabaseUtils.queryNumEntries(getReadableDatabase(), "visits", "page = ?", pages);
  }

  /** Forgets every visit and gives the space back, so that none can be read from the file. */
  void erase() {
    StrictMode.noteSlowCall("erase the visits");
    SQLiteDatabase database = getWritableDatabase();
    database.delete("visits", null, null);
    database.execSQL("VACUUM");
    try (Cursor emptied = database.rawQuery("PRAGMA wal_checkpoint(TRUNCATE)", null)) {
      emptied.moveToFirst();
    }
  }
}
