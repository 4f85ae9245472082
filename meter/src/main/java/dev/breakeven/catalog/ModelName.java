package dev.breakeven.catalog;

import java.util.List;

/// What an id that a log holds says: which model of which vendor, and how it was reached.
///
/// @param id the vendor's own id, one that has rows; the id as written where no rule finds one
/// @param ways what of the id belongs to the way of buying: [#REGIONAL], `fast` and so on
public record ModelName(String id, List<String> ways) {
  /// Bought at a regional endpoint of a cloud.
  public static final String REGIONAL = "regional";

  /// Bought at a cloud, and the id does not say at which endpoint.
  public static final String UNKNOWN_ENDPOINT = "unknown-endpoint";

  /// Bought from a router that charges nothing for this variant.
  public static final String FREE = "free";

  /// Takes an immutable copy.
  public ModelName {
    ways = List.copyOf(ways);
  }
}
