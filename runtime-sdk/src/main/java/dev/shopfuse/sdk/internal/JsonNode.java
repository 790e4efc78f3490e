package dev.shopfuse.sdk.internal;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows its path, so that every complaint can point at it: {@code
 * $.visits[3].page is "shp", expected "item" or "shop"}. Immutable.
 *
 * <p>Every method that reads throws {@link IllegalArgumentException} when the value is of another
 * type or out of range.
 */
public final class JsonNode {
  private static final int MAX_DEPTH = 32;

  /** No number has more: doubles end at 1e308. */
  private static final int MAX_DIGITS = 400;

  private final String path;
  private final @Nullable Object value;

  private JsonNode(String path, @Nullable Object value) {
    this.path = path;
    this.value = value;
  }

  /** Parses one JSON document of at most 32 levels, with numbers of at most 400 digits. */
  public static JsonNode parse(String text) {
    refuseCostlyText(text);
    try {
      return new JsonNode("$", JsonParser.any().from(text));
    } catch (JsonParserException e) {
      throw new IllegalArgumentException("Not valid JSON: " + e.getMessage(), e);
    }
  }

  /**
   * The parser recurses: without a bound a few kilobytes of brackets overflow the stack. It reads
   * long numbers in the square of their length: a megabyte of digits takes many seconds.
   */
  private static void refuseCostlyText(String text) {
    int depth = 0;
    int digits = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits = !quoted && c >= '0' && c <= '9' ? digits + 1 : 0;
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
      if (depth > MAX_DEPTH || digits > MAX_DIGITS) {
        throw new IllegalArgumentException(
            "JSON is nested deeper than "
                + MAX_DEPTH
                + " levels or has more than "
                + MAX_DIGITS
                + " digits at character "
                + i);
      }
    }
  }

  /** Returns where this value stands, such as {@code $.visits[3].page}. */
  public String path() {
    return path;
  }

  /** Returns the member of this object; it must be there and not null. */
  public JsonNode get(String name) {
    JsonNode member = find(name);
    if (member == null) {
      throw new IllegalArgumentException(path + " lacks \"" + name + "\"; add it");
    }
    return member;
  }

  /** Returns the member of this object, or null if it is absent or null. */
  public @Nullable JsonNode find(String name) {
    Object member = object().get(name);
    return member == null ? null : new JsonNode(path + "." + name, member);
  }

  /** Returns the member names of this object, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Object name : object().keySet()) {
      names.add(String.valueOf(name));
    }
    return Collections.unmodifiableSet(names);
  }

  /** Checks that this object has no other members than the given ones. */
  public JsonNode allow(String... names) {
    for (String name : names()) {
      if (!Arrays.asList(names).contains(name)) {
        throw new IllegalArgumentException(
            path
                + " has the unknown member \""
                + name
                + "\"; allowed are "
                + Arrays.toString(names));
      }
    }
    return this;
  }

  /** Returns the elements of this array. */
  public List<JsonNode> elements() {
    if (!(value instanceof List)) {
      throw wrong("an array");
    }
    List<JsonNode> nodes = new ArrayList<>();
    for (Object element : (List<?>) value) {
      nodes.add(new JsonNode(path + "[" + nodes.size() + "]", element));
    }
    return nodes;
  }

  /** Returns the elements of this array, each a string. */
  public List<String> strings() {
    List<String> strings = new ArrayList<>();
    for (JsonNode element : elements()) {
      strings.add(element.string());
    }
    return strings;
  }

  /** Returns this string. */
  public String string() {
    if (!(value instanceof String)) {
      throw wrong("a string");
    }
    return (String) value;
  }

  /** Returns this string, number or boolean as text, or null if it is null. */
  public @Nullable String text() {
    if (value != null && (value instanceof Map || value instanceof List)) {
      throw wrong("a string, a number or null");
    }
    return value == null ? null : value.toString();
  }

  /** Returns this boolean. */
  public boolean bool() {
    if (!(value instanceof Boolean)) {
      throw wrong("true or false");
    }
    return (Boolean) value;
  }

  /** Returns this whole number, which must lie between the bounds, both included. */
  public long integer(long least, long most) {
    if (value != null && isLong(value)) {
      long number = ((Number) value).longValue();
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw wrong("a whole number from " + least + " to " + most);
  }

  /** The parser makes a big integer of any number of more than 18 digits. */
  private static boolean isLong(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || (value instanceof BigInteger && ((BigInteger) value).bitLength() < Long.SIZE);
  }

  /** Returns this finite number. */
  public double number() {
    if (value instanceof Number) {
      double number = ((Number) value).doubleValue();
      if (!Double.isNaN(number) && !Double.isInfinite(number)) {
        return number;
      }
    }
    throw wrong("a finite number");
  }

  /** Returns an exception saying what stands here and what is expected instead. */
  public IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(path + " is " + shown() + ", expected " + expected);
  }

  private String shown() {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "an array";
    }
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }

  private Map<?, ?> object() {
    if (!(value instanceof Map)) {
      throw wrong("an object");
    }
    return (Map<?, ?>) value;
  }
}
