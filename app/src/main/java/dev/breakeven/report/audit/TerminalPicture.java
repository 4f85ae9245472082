package dev.breakeven.report.audit;

import java.util.Locale;

/// A terminal's lines as a picture: the text itself, in SVG, dark on light or light on dark as the
/// reader's page is.
public final class TerminalPicture {
  private static final int LINE = 18;
  private static final double COLUMN = 8.43;
  private static final int MARGIN = 16;
  private static final String BAR = "█";

  private final String command;
  private final String text;
  private final int columns;

  /// @param command what was typed
  /// @param text what was printed
  /// @param columns how wide the terminal is
  public TerminalPicture(String command, String text, int columns) {
    this.command = command;
    this.text = text;
    this.columns = columns;
  }

  /// The picture. Bars are drawn, for fonts differ in how wide they make them.
  public String svg() {
    var lines = ("$ " + command + "\n" + text).lines().toList();
    int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
    int height = lines.size() * LINE + 2 * MARGIN;
    var svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
            <title>What %3$s prints</title>
            <style>
            rect.ground { fill: #fbfbf9; stroke: #d0d0c8 } text { fill: #22252a } rect.bar { fill: #3f6fb0 }
            text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre }
            @media (prefers-color-scheme: dark) {
              rect.ground { fill: #16181c; stroke: #3a3d44 } text { fill: #e4e4e0 } rect.bar { fill: #7ba6dd }
            }
            </style>
            <rect class="ground" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="8"/>
            """
                .formatted(width, height, escaped(command), width - 1, height - 1));
    for (int i = 0; i < lines.size(); i++) {
      line(svg, lines.get(i), MARGIN + (i + 1) * LINE - 5);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, String line, int foot) {
    int bar = line.indexOf(BAR);
    String words = (bar < 0 ? line : line.substring(0, bar)).stripTrailing();
    if (!words.isEmpty()) {
      svg.append(
          "<text x=\"%d\" y=\"%d\" textLength=\"%s\" xml:space=\"preserve\">%s</text>\n"
              .formatted(MARGIN, foot, at(words.length()), escaped(words)));
    }
    if (bar >= 0) {
      svg.append(
          "<rect class=\"bar\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"10\"/>\n"
              .formatted(at(bar, MARGIN), foot - 10, at(line.length() - bar)));
    }
  }

  private static String at(int column) {
    return at(column, 0);
  }

  private static String at(int column, int from) {
    return String.format(Locale.ROOT, "%.1f", from + column * COLUMN);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
