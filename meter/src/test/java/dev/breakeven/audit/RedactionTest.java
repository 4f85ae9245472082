package dev.breakeven.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.Hints;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.importer.codex.Codex;
import dev.breakeven.importer.logs.Importers;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Floor;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.trace.TraceWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedactionTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());
  private static final Hints HINTS =
      new Hints(CacheRules.of(Catalog.bundled(), "anthropic"), Map.of());

  private static String written(Trace trace) {
    var text = new StringWriter();
    TraceWriter.write(trace, text);
    return text.toString();
  }

  private static Trace readAgain(Trace trace) {
    return TraceReader.read(new StringReader(written(trace)), "copy");
  }

  /// Every session there is, by every importer, attributes the same without its contents: by every
  /// view, by every cause and by every block, to the picodollar.
  @ParameterizedTest
  @EnumSource
  void everySessionAttributesTheSameWithoutItsContents(Contents contents) throws IOException {
    Samples.require(Samples.TRACES);
    Samples.require(Samples.CLIENTS);
    int sessions = 0;
    var inputs = new ArrayList<Input>(Samples.under(Samples.TRACES));
    for (String logs : List.of("claude-code", "codex", "opencode")) {
      Samples.under(Samples.CLIENTS.resolve(logs)).stream()
          .filter(input -> !input.name().startsWith("wire/"))
          .forEach(inputs::add);
    }
    var redaction = new Redaction(PRICING);
    for (Importer importer : Importers.all(contents)) {
      var traces = new ArrayList<Trace>();
      importer.read(Samples.own(importer, inputs), traces::add);
      for (Trace trace : traces) {
        same(trace, readAgain(redaction.copy(trace)));
      }
      sessions += traces.size();
    }
    assertThat(sessions).isEqualTo(redaction.copies()).isGreaterThan(120);
  }

  private static void same(Trace trace, Trace copy) {
    String name = trace.labels().toString();
    assertThat(copy.blocks()).allMatch(block -> block.text() == null);
    var auditor = new SessionAuditor(PRICING, HINTS);
    SessionAudit before = auditor.audit(trace);
    SessionAudit after = auditor.audit(copy);
    assertThat(after.usage()).as(name).isEqualTo(before.usage());
    assertThat(after.begun()).as(name).isEqualTo(before.begun());
    assertThat(after.bill().total()).as(name).isEqualTo(before.bill().total());
    assertThat(after.delegating()).as(name).isEqualTo(before.delegating());
    assertThat(after.savings()).as(name).isEqualTo(before.savings());
    Map<View, Map<String, String>> names = names(trace, copy);
    for (View view : View.values()) {
      var renamed = new TreeMap<String, Bill>();
      before
          .sums()
          .getOrDefault(view, Map.of())
          .forEach((key, amount) ->
              renamed.merge(
                  names.getOrDefault(view, Map.of()).getOrDefault(key, key),
                  withoutReasons(amount),
                  Bill::plus));
      var found = new TreeMap<>(after.sums().getOrDefault(view, Map.of()));
      found.replaceAll((_, bill) -> withoutReasons(bill));
      assertThat(found).as(name + " by " + view).isEqualTo(renamed);
    }
    assertThat(bills(copy)).as(name).isEqualTo(bills(trace));
  }

  /// `bill` without the models and ways of buying that its reasons name, which are renamed too.
  private static Bill withoutReasons(Bill bill) {
    return new Bill(
        bill.tokens(),
        bill.money(),
        bill.other(),
        bill.priced(),
        new Bill.Unpriced(
            bill.complete() ? Map.of() : Map.of("any", bill.unpricedCalls()),
            bill.unpriced().tokens()),
        floors(bill));
  }

  private static Map<Floor, Long> floors(Bill bill) {
    var kinds = new HashMap<Floor, Long>();
    bill.floors()
        .forEach((floor, times) ->
            kinds.merge(
                floor instanceof Floor.NoFactor ? new Floor.NoFactor("any") : floor,
                times,
                Math::addExact));
    return kinds;
  }

  private static Map<View, Map<String, String>> names(Trace trace, Trace copy) {
    var models = new HashMap<String, String>();
    for (int i = 0; i < trace.agents().size(); i++) {
      models.put(trace.agents().get(i).model(), copy.agents().get(i).model());
    }
    var tools = new HashMap<String, String>();
    for (int i = 0; i < trace.blocks().size(); i++) {
      String tool = trace.blocks().get(i).tool();
      if (tool != null) {
        tools.put(tool, String.valueOf(copy.blocks().get(i).tool()));
      }
    }
    var projects = new HashMap<String, String>();
    if (trace.labels().containsKey("project")) {
      projects.put(
          trace.labels().getOrDefault("project", ""), copy.labels().getOrDefault("project", ""));
    }
    var days = new HashMap<String, String>();
    for (Call call : trace.calls()) {
      Instant start = call.timing().start();
      String day =
          start.equals(Instant.EPOCH)
              ? "untimed"
              : LocalDate.ofInstant(start, ZoneOffset.UTC).toString();
      models.forEach((model, renamed) -> days.put(day + " " + model, day + " " + renamed));
    }
    return Map.of(
        View.MODEL, models, View.DAY_MODEL, days, View.TOOL, tools, View.PROJECT, projects);
  }

  private static List<List<Object>> bills(Trace trace) {
    return Attribution.of(trace, PRICING, HINTS).bills().stream().map(RedactionTest::told).toList();
  }

  private static List<Object> told(BlockBill bill) {
    return List.of(
        bill.block().id(),
        bill.block().origin(),
        bill.size(),
        bill.charge(),
        bill.cause().turn(),
        String.valueOf(bill.cause().delegation()),
        bill.life().calls(),
        bill.life().reads(),
        bill.life().lost());
  }

  private static final String MARK = "zqxv";

  /// A session of Claude Code with a mark in every text that a user, a model or a machine chose.
  private static final String MARKED =
      """
      {"type":"summary","summary":"zqxv1","leafUuid":"zqxv2"}
      {"type":"user","uuid":"zqxv3","sessionId":"zqxv4","cwd":"/home/zqxv5/zqxv6","gitBranch":"zqxv7","version":"2.1.9","userType":"zqxv8","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"zqxv9 please"}}
      {"type":"assistant","uuid":"zqxv10","parentUuid":"zqxv3","sessionId":"zqxv4","cwd":"/home/zqxv5/zqxv6","requestId":"zqxv11","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"zqxv12","role":"assistant","model":"claude-opus-4-8","content":[{"type":"thinking","thinking":"zqxv13","signature":"zqxv14"},{"type":"text","text":"zqxv15"},{"type":"tool_use","id":"zqxv16","name":"mcp__zqxv17__zqxv18","input":{"file_path":"/home/zqxv19.java","zqxv20":"zqxv21"}},{"type":"tool_use","id":"zqxv22","name":"zqxv23","input":{}},{"type":"tool_use","id":"zqxv24","name":"Task","input":{"description":"zqxv25","prompt":"zqxv26","subagent_type":"zqxv27"}}],"stop_reason":"zqxv28","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":200,"service_tier":"zqxv29"}}}
      {"type":"user","uuid":"zqxv30","parentUuid":"zqxv10","sessionId":"zqxv4","timestamp":"2026-11-20T10:00:06.000Z","toolUseResult":{"stdout":"zqxv31","filePath":"zqxv32"},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"zqxv16","content":"zqxv33","is_error":true},{"type":"tool_result","tool_use_id":"zqxv22","content":[{"type":"text","text":"zqxv34"}]}]}}
      {"type":"user","uuid":"zqxv35","parentUuid":null,"isSidechain":true,"agentId":"zqxv36","sessionId":"zqxv4","timestamp":"2026-11-20T10:00:07.000Z","message":{"role":"user","content":"zqxv26"}}
      {"type":"assistant","uuid":"zqxv37","parentUuid":"zqxv35","isSidechain":true,"agentId":"zqxv36","sessionId":"zqxv4","requestId":"zqxv38","timestamp":"2026-11-20T10:00:09.000Z","message":{"id":"zqxv39","role":"assistant","model":"zqxv40","content":[{"type":"text","text":"zqxv41"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":9000,"cache_read_input_tokens":0,"output_tokens":20}}}
      {"type":"user","uuid":"zqxv42","parentUuid":"zqxv30","sessionId":"zqxv4","timestamp":"2026-11-20T10:00:10.000Z","toolUseResult":{"agentId":"zqxv36","content":"zqxv43"},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"zqxv24","content":"zqxv44"}]}}
      {"type":"system","subtype":"api_error","uuid":"zqxv45","parentUuid":"zqxv42","sessionId":"zqxv4","timestamp":"2026-11-20T10:00:11.000Z","content":"zqxv46","error":{"message":"zqxv47"}}
      {"type":"assistant","uuid":"zqxv48","parentUuid":"zqxv42","sessionId":"zqxv4","requestId":"zqxv49","timestamp":"2026-11-20T10:00:15.000Z","message":{"id":"zqxv50","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"zqxv51"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":300,"cache_read_input_tokens":12000,"output_tokens":20}}}
      """;

  @ParameterizedTest
  @EnumSource
  void nothingThatAnybodyWroteOrNamedIsInTheCopy(Contents contents) {
    var traces = new ArrayList<Trace>();
    new ClaudeCode(contents)
        .read(List.of(Input.of("/home/zqxv60/zqxv61.jsonl", MARKED)), traces::add);
    assertThat(traces).hasSize(1);
    assertThat(traces.getFirst().calls()).hasSize(3);
    var labels = traces.getFirst().labels();
    assertThat(labels.toString()).contains("zqxv4", "zqxv5/zqxv6", "zqxv61");
    String copy = written(new Redaction(PRICING).copy(traces.getFirst()));
    assertThat(copy)
        .doesNotContain(MARK)
        .contains(
            "\"project\":\"project-1\"",
            "\"session\":\"session-1\"",
            "\"model\":\"claude-opus-4-8\"",
            "\"model\":\"model-1\"",
            "\"tool\":\"mcp-tool-1\"",
            "\"tool\":\"tool-2\"",
            "\"tool\":\"Task\"",
            "\"stop\":\"other\"",
            "\"length\":");
    same(traces.getFirst(), TraceReader.read(new StringReader(copy), "copy"));
  }

  @Test
  void othersContentsAreGoneTooButNotTheirNumbers() throws IOException {
    Path codex = Samples.TRACES.resolve("codex");
    Samples.require(codex);
    var traces = new ArrayList<Trace>();
    new Codex().read(Samples.under(codex), traces::add);
    var redaction = new Redaction(PRICING);
    for (Trace trace : traces) {
      String copy = written(redaction.copy(trace));
      assertThat(copy).doesNotContain("dev1", "github", "README", "/home", "\"text\":");
      assertThat(TraceReader.read(new StringReader(copy), "copy").usage()).isEqualTo(trace.usage());
    }
    assertThat(traces).hasSize(2);
  }

  @Test
  void theSameProjectKeepsItsNumber() {
    var redaction = new Redaction(PRICING);
    var projects = new ArrayList<String>();
    for (String folder : List.of("/a", "/b", "/a")) {
      Trace trace =
          new Trace(Map.of("project", folder), List.of(), List.of(), List.of(), Map.of("k", "v"));
      Trace copy = redaction.copy(trace);
      projects.add(copy.labels().getOrDefault("project", ""));
      assertThat(copy.outcome()).isEmpty();
    }
    assertThat(projects).containsExactly("project-1", "project-2", "project-1");
    assertThat(redaction.copies()).isEqualTo(3);
  }
}
