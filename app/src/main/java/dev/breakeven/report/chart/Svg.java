package dev.breakeven.report.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;

/// SVG while it is written: elements in order, all text escaped.
final class Svg {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /// A picture.
  ///
  /// @param width in units that are pixels on a phone
  /// @param height likewise
  /// @param label what a reader who does not see it is told
  Svg(double width, double height, String label) {
    begin(
        "svg",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "role",
        "img",
        "aria-label",
        label);
  }

  /// Opens an element.
  ///
  /// @param attributes names and values in turn
  Svg begin(String name, String... attributes) {
    start(name, attributes).append('>');
    open.push(name);
    return this;
  }

  /// Closes the element opened last.
  Svg end() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// An element without content.
  Svg leaf(String name, String... attributes) {
    start(name, attributes).append("/>");
    return this;
  }

  /// A line of text.
  ///
  /// @param kind its class; `end` and `middle` say what of it stands at x
  Svg text(String kind, double x, double y, String content) {
    begin("text", "class", kind, "x", number(x), "y", number(y));
    out.append(escaped(content));
    return end();
  }

  /// What the element opened last stands for; browsers show it under the pointer.
  Svg title(String content) {
    out.append("<title>").append(escaped(content)).append("</title>");
    return this;
  }

  Svg line(String kind, double x1, double y1, double x2, double y2) {
    return leaf(
        "line",
        "class",
        kind,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  /// A rectangle: its upper left corner and its size.
  record Box(double x, double y, double width, double height) {}

  /// A rectangle with a title.
  Svg box(String kind, Box box, String title) {
    begin(
        "rect",
        "class",
        kind,
        "x",
        number(box.x()),
        "y",
        number(box.y()),
        "width",
        number(box.width()),
        "height",
        number(box.height()));
    return title(title).end();
  }

  /// The whole picture.
  String whole() {
    while (!open.isEmpty()) {
      end();
    }
    return out.toString();
  }

  /// A coordinate with at most two decimals.
  static String number(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private StringBuilder start(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escaped(attributes[i + 1]))
          .append('"');
    }
    return out;
  }
}
