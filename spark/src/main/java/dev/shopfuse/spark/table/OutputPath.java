package dev.shopfuse.spark.table;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A folder on any file system Spark reaches, written beside its place first. Immutable. */
public final class OutputPath {
  private final FileSystem files;
  private final Path folder;

  private OutputPath(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * Refuses a folder that is there already, before a long job has begun.
   *
   * @throws InputException if there is something
   */
  public static void requireNew(SparkSession session, String target) {
    Path place = new Path(target);
    try {
      if (place.getFileSystem(session.sparkContext().hadoopConfiguration()).exists(place)) {
        throw new InputException(target + " exists; give a new folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + target, e);
    }
  }

  /**
   * Fills a new folder, all or nothing: if {@code fill} throws, nothing is left.
   *
   * @return what {@code fill} returned
   * @throws InputException if there is something already
   */
  public static <T> T write(SparkSession session, String target, Function<OutputPath, T> fill) {
    requireNew(session, target);
    Path place = new Path(target);
    try {
      FileSystem files = place.getFileSystem(session.sparkContext().hadoopConfiguration());
      String part = "." + place.getName() + ".part-" + session.sparkContext().applicationId();
      Path parent = files.makeQualified(place).getParent();
      Path staging = new Path(parent, part);
      try {
        T result = fill.apply(new OutputPath(files, staging));
        if (!files.rename(staging, place)) {
          throw new IOException("Cannot rename " + staging + " to " + place);
        }
        return result;
      } finally {
        files.delete(staging, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + target, e);
    }
  }

  /** Returns the path of the folder itself, for the time being. */
  public String path() {
    return folder.toString();
  }

  /** Returns the path of a file or folder in it. */
  public String child(String name) {
    return new Path(folder, name).toString();
  }

  /** Writes a text file into it. */
  public void writeText(String name, String text) {
    try (OutputStream out = files.create(new Path(folder, name))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + name, e);
    }
  }
}
