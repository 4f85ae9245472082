package dev.breakeven.catalog;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is known of models and vendors, dated and with sources.
///
/// Ids are matched exactly, never by prefix: `claude-opus-5` is not `claude-opus-5-5`. Only a date
/// at the end may be missing in the catalog: `claude-opus-4-5-20251101` has the rows of
/// `claude-opus-4-5` unless it has its own. An id or a day that no row covers has no rate, and the
/// reason is given. Catalogs are immutable.
public final class Catalog {
  /// How long a hyphen and a date are.
  private static final int DATE = 9;

  private final List<CatalogReader.Contents> layers;

  /// The rows of each id, those that win first.
  private final Map<String, List<Rate>> rows = new HashMap<>();

  /// Gives the version, which few ask for.
  private final Supplier<String> version;

  private Catalog(List<CatalogReader.Contents> layers, Supplier<String> version) {
    this.layers = layers;
    this.version = version;
    for (CatalogReader.Contents layer : layers) {
      for (Rate rate : layer.rates()) {
        for (String id : rate.ids()) {
          rows.computeIfAbsent(id, _ -> new ArrayList<>()).add(rate);
        }
      }
    }
  }

  /// The catalog that comes with the program.
  public static Catalog bundled() {
    return Bundled.CATALOG;
  }

  /// Read when it is first asked for.
  private static final class Bundled {
    static final Catalog CATALOG = resource("anthropic.json").with(resource("openai.json"));
  }

  /// The catalog in `in`, one vendor's file in the form of docs/formats/catalog.md.
  ///
  /// @param in the file's text; the caller closes it
  /// @param name the file's name, for messages
  /// @throws IllegalArgumentException naming file, row and reason if the file is not in that form,
  ///   holds an unknown key, a row without source, or two prices of a model for one day
  public static Catalog read(Reader in, String name) {
    try {
      return of(in.readAllAsString(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Catalog of(String text, String name) {
    return new Catalog(List.of(new CatalogReader(name).read(text)), () -> hash(text));
  }

  /// This catalog and `other`, whose rows win over this one's on the days they cover.
  public Catalog with(Catalog other) {
    var both = new ArrayList<>(other.layers);
    both.addAll(layers);
    return new Catalog(List.copyOf(both), () -> hash(version() + " " + other.version()));
  }

  /// The rate of the model with the id `model`, see [#rates], on `day` (UTC), or why there is none.
  public Lookup rate(String model, LocalDate day) {
    List<Rate> rates = rates(model);
    for (Rate rate : rates) {
      if (rate.valid().contains(day)) {
        return new Lookup.Found(rate);
      }
    }
    return new Lookup.Missing(rates.isEmpty() ? unknown(model) : uncovered(model, day));
  }

  /// Every row of the model with the id `model`, or without the date at its end where it has no row
  /// of its own; those that win first.
  public List<Rate> rates(String model) {
    List<Rate> own = rows.getOrDefault(model, List.of());
    List<Rate> found = own.isEmpty() ? rows.getOrDefault(undated(model), List.of()) : own;
    return Collections.unmodifiableList(found);
  }

  /// `model` without the date at its end, such as `-20251101`, if there is one.
  private static String undated(String model) {
    int end = model.length() - DATE;
    boolean dated =
        end > 0 && model.startsWith("-20", end) && Fields.digits(model, end + 1, model.length());
    return dated ? model.substring(0, end) : model;
  }

  /// Every id that has a row, sorted.
  public SortedSet<String> models() {
    return new TreeSet<>(rows.keySet());
  }

  /// How the prompt cache of `vendor` behaves, or empty if nothing is known of it.
  public Optional<CacheFacts> cache(String vendor) {
    for (CatalogReader.Contents layer : layers) {
      CacheFacts facts = layer.cache();
      if (facts != null && facts.vendor().equals(vendor)) {
        return Optional.of(facts);
      }
    }
    return Optional.empty();
  }

  /// A hash of all that was read: equal files read in equal order have equal versions. Recorded
  /// with every run.
  public String version() {
    return version.get();
  }

  private String unknown(String model) {
    String similar =
        models().stream()
            .filter(known -> known.startsWith(model) || model.startsWith(known))
            .limit(3)
            .collect(Collectors.joining(", "));
    return "unknown model "
        + model
        + (similar.isEmpty() ? "" : " (ids are matched exactly; there is " + similar + ")");
  }

  private String uncovered(String model, LocalDate day) {
    return rates(model).stream()
        .map(rate ->
            rate.valid() + (rate.evidence().note() == null ? "" : ": " + rate.evidence().note()))
        .collect(
            Collectors.joining("; ", "no price for " + model + " on " + day + " (known: ", ")"));
  }

  private static Catalog resource(String name) {
    try (var stream = Catalog.class.getResourceAsStream(name)) {
      Objects.requireNonNull(stream, name);
      return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
