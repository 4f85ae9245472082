package dev.breakeven.catalog;

import dev.breakeven.unit.Usd;
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
import org.jspecify.annotations.Nullable;

/// What is known of models and vendors, dated and with sources.
///
/// Ids are matched exactly, never by prefix: `claude-opus-5` is not `claude-opus-5-5`. What clouds,
/// routers and dates add to an id is taken off by written rules, see [#name]. An id or a day that
/// no row covers has no rate, and the reason is given. Catalogs are immutable.
public final class Catalog {
  /// The files that come with the program.
  private static final List<String> FILES =
      List.of(
          "anthropic.json",
          "openai.json",
          "google.json",
          "deepseek.json",
          "moonshotai.json",
          "alibaba.json",
          "zai.json",
          "xai.json",
          "mistral.json");

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
    static final Catalog CATALOG = all();

    private static Catalog all() {
      var layers = new ArrayList<CatalogReader.Contents>();
      var texts = new StringBuilder();
      for (String name : FILES) {
        String text = resource(name);
        layers.add(new CatalogReader(name).read(text));
        texts.append(text);
      }
      return new Catalog(List.copyOf(layers), () -> hash(texts.toString()));
    }
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

  /// The rate of the model with the id `model`, see [#name], on `day` (UTC), or why there is none.
  public Lookup rate(String model, LocalDate day) {
    ModelName name = name(model);
    List<Rate> rates = rows.getOrDefault(name.id(), List.of());
    for (Rate rate : rates) {
      if (rate.valid().contains(day)) {
        return new Lookup.Found(rate, name.ways());
      }
    }
    return new Lookup.Missing(rates.isEmpty() ? unknown(model) : uncovered(model, day));
  }

  /// Every row of the model with the id `model`, see [#name]; those that win first.
  public List<Rate> rates(String model) {
    return Collections.unmodifiableList(rows.getOrDefault(name(model).id(), List.of()));
  }

  /// Which model `model` is, an id as a log holds it: with the prefix of a router, the region of a
  /// cloud, a date. The rules are in docs/formats/catalog.md.
  public ModelName name(String model) {
    return ModelRules.name(model, this::vendor);
  }

  private @Nullable String vendor(String id) {
    List<Rate> rates = rows.get(id);
    return rates == null ? null : rates.getFirst().traits().vendor();
  }

  /// What one use of `tool` costs that `vendor` runs, on `day`; empty where it is not known.
  public Optional<Usd> fee(String vendor, String tool, LocalDate day) {
    for (Fee fee : fees()) {
      if (fee.vendor().equals(vendor) && fee.tool().equals(tool) && fee.valid().contains(day)) {
        return Optional.of(fee.each());
      }
    }
    return Optional.empty();
  }

  /// The fees of all vendors, those that win first.
  public List<Fee> fees() {
    var fees = new ArrayList<Fee>();
    layers.forEach(layer -> fees.addAll(layer.fees()));
    return fees;
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

  private static String resource(String name) {
    try (var stream = Catalog.class.getResourceAsStream(name)) {
      Objects.requireNonNull(stream, name);
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
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
