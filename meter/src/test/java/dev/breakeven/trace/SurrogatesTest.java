package dev.breakeven.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SurrogatesTest {
  @Test
  void aHalfThatStandsAloneIsReplaced() {
    assertThat(Surrogates.replaced("a")).isEqualTo("a");
    assertThat(Surrogates.replaced("\ud83d")).isEqualTo("\ufffd");
    assertThat(Surrogates.replaced("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
    assertThat(Surrogates.replaced("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    assertThat(Surrogates.replaced("\ud83d\ud83d\ude00x")).isEqualTo("\ufffd\ud83d\ude00x");
    assertThat(Surrogates.replaced("x\ude00\ude00")).isEqualTo("x\ufffd\ufffd");
  }

  @Test
  void aTraceKeepsWhateverTextItIsGivenLineByLine() {
    var odd = "x\ud83d\n\"\ude00\\ \u0000 \ud83d\ude00\ud83d";
    var bytes = new ByteArrayOutputStream();
    // As files are written: an encoder that refuses what it cannot write.
    var out = Channels.newWriter(Channels.newChannel(bytes), StandardCharsets.UTF_8);
    try (var writer = new TraceWriter(out)) {
      writer.header(Map.of("arm", "A"));
      writer.agent(new Agent("main", Role.SOLO, "m", null, null));
      writer.block(new Block(0, Origin.USER, "main", null, odd, null));
      writer.block(new Block(1, Origin.TEXT, "main", null, "next", null));
    }
    var in =
        new InputStreamReader(
            new ByteArrayInputStream(bytes.toByteArray()), StandardCharsets.UTF_8);
    assertThat(TraceReader.read(in, "odd").blocks())
        .extracting(Block::text)
        .containsExactly(odd, "next");
  }
}
