package io.weft.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of a read.
 *
 * @param paths of files, folders or patterns, which a load names
 * @param table {@code table}: {@code flows} (default), {@code findings}, {@code packets}, or a
 *     protocol with exchanges such as {@code http}, {@code dns} and {@code tls}
 * @param failFast {@code mode}: does damage fail the query ({@code FAILFAST}), or is what was lost
 *     told in a column ({@code PERMISSIVE}, the default)?
 * @param grouping {@code group}: are the files of a rotation read as one capture ({@code rotation},
 *     the default) or each by itself ({@code none})?
 * @param analysis {@code analysis}: is each segment of TCP analysed ({@code full}), which the
 *     columns in {@code tcp} tell of, or not ({@code none}, the default)?
 * @param fields {@code fields}: names with commas between them, which are the columns of packets
 * @param maxMemory {@code maxMemory}: bytes that a task may keep of flows; 0 for its share of the
 *     executor's heap
 */
record ReadOptions(
    List<String> paths,
    String table,
    boolean failFast,
    boolean grouping,
    boolean analysis,
    List<String> fields,
    long maxMemory)
    implements Serializable {
  private static final String FIELDS =
      "frame.number,frame.time,frame.len,frame.protocols,ip.src,ip.dst";

  static ReadOptions of(CaseInsensitiveStringMap options) {
    return new ReadOptions(
        paths(options),
        options.getOrDefault("table", "flows").toLowerCase(Locale.ROOT),
        choice(options, "mode", "PERMISSIVE", "FAILFAST"),
        !choice(options, "group", "rotation", "none"),
        choice(options, "analysis", "none", "full"),
        List.of(options.getOrDefault("fields", FIELDS).strip().split("\\s*,\\s*")),
        options.getLong("maxMemory", 0));
  }

  /** Is it the second of two values? The first one is the default. */
  private static boolean choice(
      CaseInsensitiveStringMap options, String name, String first, String second) {
    String value = options.getOrDefault(name, first);
    if (!value.equalsIgnoreCase(first) && !value.equalsIgnoreCase(second)) {
      throw new IllegalArgumentException(
          "option " + name + " is " + first + " or " + second + ", not " + value);
    }
    return value.equalsIgnoreCase(second);
  }

  /** Spark gives one path as {@code path} and several as an array of JSON in {@code paths}. */
  private static List<String> paths(CaseInsensitiveStringMap options) {
    List<String> paths = new ArrayList<>();
    if (options.containsKey("path")) {
      paths.add(options.get("path"));
    }
    if (options.containsKey("paths")) {
      try {
        paths.addAll(List.of(new JsonMapper().readValue(options.get("paths"), String[].class)));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("option paths is no array of texts", e);
      }
    }
    return List.copyOf(paths);
  }
}
