package dev.breakeven.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/// Writes signs that an encoding does not have as ones that every encoding has, one for one, so
/// that columns stay where they are. Letters that it does not have become question marks.
final class PlainSigns extends FilterWriter {
  private static final String SIGNS = "█▇▆▅▄▃▂▁─│┌┐└┘├┤┬┴┼–—…·•×≥≤“”‘’→";
  private static final String PLAIN = "########-|+++++++++--~.*x><\"\"''>";

  private final CharsetEncoder encoder;

  PlainSigns(Writer out, Charset charset) {
    super(out);
    this.encoder = charset.newEncoder();
  }

  /// Whether an encoding lacks signs that we print.
  static boolean isNeeded(Charset charset) {
    return !charset.newEncoder().canEncode(SIGNS);
  }

  private char plain(char sign) {
    int place = sign < 128 || encoder.canEncode(sign) ? -1 : SIGNS.indexOf(sign);
    return place < 0 ? sign : PLAIN.charAt(place);
  }

  @Override
  public void write(int sign) throws IOException {
    out.write(plain((char) sign));
  }

  @Override
  public void write(char[] signs, int from, int length) throws IOException {
    var plain = new char[length];
    for (int i = 0; i < length; i++) {
      plain[i] = plain(signs[from + i]);
    }
    out.write(plain, 0, length);
  }

  @Override
  public void write(String signs, int from, int length) throws IOException {
    write(signs.substring(from, from + length).toCharArray(), 0, length);
  }
}
