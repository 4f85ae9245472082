package dev.breakeven.tool;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The arguments of a tool call, as a model wrote them, read with their expected types.
///
/// @param input arguments by name, nothing checked
record Arguments(Map<String, Object> input) {
  /// The text called `name`.
  ///
  /// @throws BadInput if it is absent or no text
  String text(String name) {
    return optionalText(name).orElseThrow(() -> expected(name, "a string", null));
  }

  /// The text called `name`, if given.
  ///
  /// @throws BadInput if it is no text
  Optional<String> optionalText(String name) {
    Object value = input.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw expected(name, "a string", value);
  }

  /// The whole number called `name`.
  ///
  /// @throws BadInput if it is absent, no whole number or very large
  int whole(String name) {
    Object value = input.get(name);
    return wholeOf(value).orElseThrow(() -> expected(name, "a whole number", value));
  }

  /// The whole numbers called `name`, if given.
  ///
  /// @throws BadInput if it is no list of `count` whole numbers
  Optional<List<Integer>> wholes(String name, int count) {
    Object value = input.get(name);
    if (value == null) {
      return Optional.empty();
    }
    var numbers = new ArrayList<Integer>();
    if (value instanceof List<?> list) {
      list.forEach(element -> wholeOf(element).ifPresent(numbers::add));
      if (list.size() == count && numbers.size() == count) {
        return Optional.of(numbers);
      }
    }
    throw expected(name, "a list of " + count + " whole numbers", value);
  }

  private static Optional<Integer> wholeOf(@Nullable Object value) {
    if (!(value instanceof Number number)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(number.toString()).intValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static BadInput expected(String name, String type, @Nullable Object value) {
    return new BadInput(
        "expected argument '%s' to be %s, got %s".formatted(name, type, described(value)));
  }

  private static String described(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case String text -> "the string '" + shortened(text) + "'";
      case Number number -> "the number " + number;
      case Boolean truth -> "the boolean " + truth;
      case List<?> list -> "the list " + shortened(list.toString());
      case Map<?, ?> map -> "an object with " + map.size() + " members";
      default -> "a value of another kind";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
