package dev.breakeven.audit;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of a tool, `2.1.243`, by which is told which of its settings there are.
///
/// @param major the first number
/// @param minor the second
/// @param patch the third
public record ClientVersion(int major, int minor, int patch) implements Comparable<ClientVersion> {
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");
  private static final Comparator<ClientVersion> ORDER =
      Comparator.comparingInt(ClientVersion::major)
          .thenComparingInt(ClientVersion::minor)
          .thenComparingInt(ClientVersion::patch);

  /// The version that `text` begins with, empty if it is none.
  public static Optional<ClientVersion> of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ClientVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /// Whether it is `wanted` or newer.
  public boolean has(int wantedMajor, int wantedMinor, int wantedPatch) {
    return compareTo(new ClientVersion(wantedMajor, wantedMinor, wantedPatch)) >= 0;
  }

  @Override
  public int compareTo(ClientVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
