package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonCursor;
import dev.breakeven.importer.JsonLines;
import dev.breakeven.importer.JsonLines.Outcome;
import dev.breakeven.importer.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A line is read alike whether its form is known or not.
final class EntryFormsTest {
  private static final int MUTATIONS = 20_000;

  /// Lines whose forms resemble each other, and lines that no form can be made of.
  private static final List<String> LINES =
      List.of(
          "{'parentUuid':null,'isSidechain':false,'type':'user','message':{'role':'user',"
              + "'content':'Hello, \\u00e9.'},'uuid':'u1','timestamp':'2026-11-01T10:00:00.000Z'}",
          "{'parentUuid':'u1','isSidechain':false,'type':'user','message':{'role':'user',"
              + "'content':[{'type':'text','text':'ünïcode'}]},'uuid':'u2'}",
          "{'parentUuid':'u2','isSidechain':true,'type':'user','message':{'role':'user','content':["
              + "{'tool_use_id':'t1','type':'tool_result','content':'out','is_error':false}]},"
              + "'uuid':'u3','toolUseResult':{'stdout':'out','status':'async_launched',"
              + "'agentId':'a7','isAsync':true}}",
          "{'parentUuid':'u2','isSidechain':true,'type':'user','message':{'role':'user','content':["
              + "{'tool_use_id':'t1','type':'tool_result','content':[{'type':'text','text':'a'},"
              + "{'type':'text','text':'b'}]}]},'uuid':'u4','toolUseResult':'Error: no'}",
          "{'type':'assistant','message':{'id':'m1','role':'assistant','model':'claude-opus-5',"
              + "'content':[{'type':'text','text':'One.'},{'type':'tool_use','id':'t1','name':'Bash',"
              + "'input':{'command':'ls','n':1}}],'stop_reason':null,'usage':{'input_tokens':3,"
              + "'cache_creation_input_tokens':7,'cache_read_input_tokens':0,'cache_creation':"
              + "{'ephemeral_5m_input_tokens':7,'ephemeral_1h_input_tokens':0},'output_tokens':9,"
              + "'service_tier':'standard'}},'requestId':'r1','uuid':'a1','cwd':'/home/u/p'}",
          "{'type':'assistant','message':{'id':'m2','role':'assistant','model':'claude-opus-5',"
              + "'content':[{'type':'tool_use','id':'t2','name':'Task','input':{'prompt':'do'}}],"
              + "'stop_reason':'tool_use','usage':{'input_tokens':3,'output_tokens':9,"
              + "'iterations':[{'type':'message','input_tokens':3}]}},'uuid':'a2'}",
          "{'type':'assistant','message':{'id':'m3','role':'assistant','model':'m','content':[],"
              + "'usage':{'input_tokens':3,'output_tokens':9,'iterations':[{'type':'compaction',"
              + "'input_tokens':5,'output_tokens':1}]}}}",
          "{'type':'assistant','message':{'id':'m4','content':[{'type':'thinking','thinking':'hm',"
              + "'signature':'s1'}],'role':'assistant','usage':{'input_tokens':null}}}",
          "{'type':'assistant','message':{'id':'m5','role':'assistant','content':'said',"
              + "'usage':null}}",
          "{'type':'assistant','message':{'role':'user','content':[{'type':'text','text':'x'}],"
              + "'content':'y','role':'assistant','usage':{'output_tokens':1},'usage':7},"
              + "'message':{'content':[1,{'type':'text','text':'z','text':'w'}]}}",
          "{'type':'assistant','message':7,'isApiErrorMessage':true,'isSidechain':'no','type':1}",
          "{'type':'system','subtype':'compact_boundary','isMeta':false,'level':'info'}",
          "{'type':'system','subtype':'api_error','level':'error','error':{'status':529}}",
          "{'type':'progress','data':{'type':'agent_progress','agentId':'a7','message':{'type':"
              + "'assistant','message':{'id':'m6','content':[{'type':'text','text':'inner'}]}}},"
              + "'parentToolUseID':'t1','uuid':'p1'}",
          "{'type':'progress','data':{'type':'hook_progress','command':'x'},'subtype':'y'}",
          "{'type':'attachment','attachment':{'type':'queued_command','prompt':'q'},"
              + "'rendered':[{'content':'shown'}]}",
          "{'type':'api-request-shape','shape':{'system':'s','tools':[{'name':'Bash'}]},"
              + "'parentLastUuid':'u1'}",
          "{'type':'user','isCompactSummary':true,'message':{'role':'user','content':'sum'}}",
          "{'type':'user','message':{'role':null,'content':[{'type':null,'text':'x'}]}}",
          "{'note':'abc','type':'user','uuid':'u5'}",
          "{'note':'abc4','type':'user','uuid':'u6'}",
          "{'note':true,'type':'user','uuid':'u7','more':{'a':[1,2],'b':-1.5e3}}",
          "{}",
          " { 'type' : 'user' , 'uuid' : 'u8' } ");

  private static String line(String quoted) {
    return quoted.replace('\'', '"') + "\n";
  }

  /// What came of each line of `text`.
  private static List<String> outcomes(InputStream in, Function<JsonCursor, Entry> reading)
      throws IOException {
    var lines = new JsonLines();
    lines.open(in, 1 << 16);
    var all = new ArrayList<String>();
    var taken = new ArrayList<Entry>();
    while (true) {
      taken.clear();
      Outcome outcome = lines.next(reading, taken::add);
      if (outcome == Outcome.END) {
        return all;
      }
      all.add(outcome + " " + (outcome == Outcome.READ ? taken : lines.reason()));
    }
  }

  private static List<String> outcomes(byte[] bytes, Function<JsonCursor, Entry> reading)
      throws IOException {
    return outcomes(new ByteArrayInputStream(bytes), reading);
  }

  @ParameterizedTest
  @EnumSource(Contents.class)
  void linesOfKnownFormsAreReadAsByName(Contents contents) throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      lines.addAll(LINES);
    }
    Collections.shuffle(lines, new Random(7));
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line(line)));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    var forms = new EntryForms(contents);

    assertThat(outcomes(bytes, forms::read))
        .isEqualTo(outcomes(bytes, json -> EntryReader.read(json, contents)));
    assertThat(forms.readByName()).isLessThan(lines.size() / 4);
  }

  @Test
  void damagedLinesAreReadAsByName() throws IOException {
    var forms = new EntryForms(Contents.MEASURED);
    for (String line : LINES) {
      outcomes(line(line).getBytes(StandardCharsets.UTF_8), forms::read);
    }
    var mutations = new Mutations(11);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = mutations.damage(line(LINES.get(i % LINES.size())));
      assertThat(outcomes(damaged, forms::read))
          .as("%s", new String(damaged, StandardCharsets.UTF_8))
          .isEqualTo(outcomes(damaged, json -> EntryReader.read(json, Contents.MEASURED)));
    }
  }

  @Test
  void oneFormDoesForLinesThatDifferInTheirValues() throws IOException {
    var forms = new EntryForms(Contents.MEASURED);
    var text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(
          line(
              "{'parentUuid':'u%d','type':'user','message':{'role':'user','content':[{'type':'text','text':'%s'}]},'uuid':'u%d'}"
                  .formatted(i, "x".repeat(i), i + 1)));
    }

    List<String> read = outcomes(text.toString().getBytes(StandardCharsets.UTF_8), forms::read);

    assertThat(read).hasSize(100).allMatch(outcome -> outcome.startsWith("READ"));
    assertThat(forms.readByName()).isEqualTo(1);
  }

  @Test
  void realTranscriptsAreReadAsByNameAndSeldomByName() throws IOException {
    Shared.require(Shared.TRACES);
    Shared.require(Shared.CLIENTS);
    assertThat(byNameOfAll(Shared.TRACES)).isBetween(0.001, 0.1);
    assertThat(byNameOfAll(Shared.CLIENTS.resolve("claude-code/transcripts")))
        .isBetween(0.001, 0.3); // five versions, a few short sessions each
  }

  /// Which share of the lines in `folder` is read by name.
  private static double byNameOfAll(Path folder) throws IOException {
    var forms = new EntryForms(Contents.MEASURED);
    int lines = 0;
    for (Input input : Shared.under(folder)) {
      if (!input.name().endsWith(".jsonl")) {
        continue;
      }
      try (InputStream quick = input.source().open();
          InputStream slow = input.source().open()) {
        List<String> read = outcomes(quick, forms::read);
        assertThat(read)
            .as(input.name())
            .isEqualTo(outcomes(slow, json -> EntryReader.read(json, Contents.MEASURED)));
        lines += read.size();
      }
    }
    return (double) forms.readByName() / lines;
  }
}
