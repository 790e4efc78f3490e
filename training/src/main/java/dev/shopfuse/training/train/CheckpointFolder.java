package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.model.AtomicDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One directory of numbered folders that are whole or absent: each is written aside, forced to the
 * disk and renamed, and {@code files.json} in it has the length and CRC-32C of every other file.
 */
final class CheckpointFolder {
  private static final String INDEX = "files.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final String prefix;

  /**
   * Names a kind of folder.
   *
   * @param prefix a folder is {@code prefix-number}
   */
  CheckpointFolder(Path directory, String prefix) {
    this.directory = directory;
    this.prefix = prefix + "-";
  }

  /** Returns the folder of a number. */
  Path path(long number) {
    return directory.resolve(prefix + number);
  }

  /** Writes a folder; one of this number that is there already, damaged or stale, is replaced. */
  void write(long number, AtomicDirectory.Writer writer) throws IOException {
    AtomicDirectory.replace(
        path(number),
        fresh -> {
          writer.write(fresh);
          JSON.writeValue(fresh.resolve(INDEX).toFile(), index(fresh));
        });
  }

  /** Returns the numbers of all folders, the highest first. */
  List<Long> numbers() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> Long.parseLong(name.substring(prefix.length())))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Returns whether every file of a folder is as it was written. */
  boolean isSound(long number) {
    try {
      JsonNode expected = JSON.readTree(path(number).resolve(INDEX).toFile());
      return expected.equals(JSON.readTree(JSON.writeValueAsBytes(index(path(number)))));
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes the folders of other numbers. */
  void keepOnly(List<Long> kept) throws IOException {
    for (long number : numbers()) {
      if (!kept.contains(number)) {
        AtomicDirectory.delete(path(number));
      }
    }
  }

  private static ObjectNode index(Path folder) throws IOException {
    ObjectNode index = JSON.createObjectNode();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (!name.equals(INDEX)) {
          index.putObject(name).put("bytes", Files.size(file)).put("crc32c", checksum(file));
        }
      }
    }
    return index;
  }

  private static long checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    return checksum.getValue();
  }
}
