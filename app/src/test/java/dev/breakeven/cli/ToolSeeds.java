package dev.breakeven.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A small log of each tool that can be read, to be damaged; `§` stands for what makes one unlike
/// the others.
final class ToolSeeds {
  private ToolSeeds() {}

  private static final String CLAUDE_CODE =
      """
      {"type":"user","uuid":"u1§","sessionId":"s§","cwd":"/home/§","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"What is \\\\ hëre \\u00e9?"}}
      {"type":"assistant","uuid":"u2§","parentUuid":"u1§","sessionId":"s§","requestId":"r1§","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1§","role":"assistant","model":"claude-opus-4-8","content":[{"type":"thinking","thinking":"hm"},{"type":"tool_use","id":"t1§","name":"Task","input":{"prompt":"look"}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":20,"cache_creation":{"ephemeral_5m_input_tokens":12000,"ephemeral_1h_input_tokens":0}}}}
      {"type":"user","uuid":"u4§","isSidechain":true,"agentId":"x§","sessionId":"s§","timestamp":"2026-11-20T10:00:06.000Z","message":{"role":"user","content":"look"}}
      {"type":"assistant","uuid":"u5§","parentUuid":"u4§","isSidechain":true,"agentId":"x§","sessionId":"s§","requestId":"r2§","timestamp":"2026-11-20T10:00:07.000Z","message":{"id":"m2§","role":"assistant","model":"claude-haiku-4-5","content":[{"type":"text","text":"seen"}],"stop_reason":"end_turn","usage":{"input_tokens":5,"cache_creation_input_tokens":900,"cache_read_input_tokens":0,"output_tokens":4}}}
      {"type":"user","uuid":"u6§","parentUuid":"u2§","sessionId":"s§","timestamp":"2026-11-20T10:00:08.000Z","toolUseResult":{"agentId":"x§"},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1§","content":"seen"}]}}
      {"type":"assistant","uuid":"u7§","parentUuid":"u6§","sessionId":"s§","requestId":"r3§","timestamp":"2026-11-20T10:20:09.000Z","message":{"id":"m3§","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"Done."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":12300,"cache_read_input_tokens":0,"output_tokens":9}}}
      """;

  private static final String CODEX =
      """
      {"timestamp":"2026-11-01T10:00:00Z","type":"session_meta","payload":{"id":"s§","timestamp":"2026-11-01T10:00:00Z","cwd":"/home/§","base_instructions":{"text":"Be good."}}}
      {"timestamp":"2026-11-01T10:00:00Z","type":"turn_context","payload":{"model":"gpt-5.5"}}
      {"timestamp":"2026-11-01T10:00:01Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"Do it"}]}}
      {"timestamp":"2026-11-01T10:00:02Z","type":"response_item","payload":{"type":"function_call","name":"exec_command","arguments":"{}","call_id":"c1§"}}
      {"timestamp":"2026-11-01T10:00:03Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":100,"cached_input_tokens":0,"output_tokens":10},"last_token_usage":{"input_tokens":100,"cached_input_tokens":0,"output_tokens":10}}}}
      {"timestamp":"2026-11-01T10:00:04Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c1§","output":"seen"}}
      {"timestamp":"2026-11-01T10:00:05Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":250,"cached_input_tokens":90,"output_tokens":15},"last_token_usage":{"input_tokens":150,"cached_input_tokens":90,"output_tokens":5}}}}
      """;

  private static final String OPENCODE =
      """
      {"id":"ses_§","parent_id":null,"directory":"/home/§","time_created":1795496100000}
      {"id":"msg_1§","session_id":"ses_§","time_created":1795496101000,"data":{"role":"user"}}
      {"id":"msg_2§","session_id":"ses_§","time_created":1795496102000,"data":{"role":"assistant","modelID":"big","tokens":{"input":100,"output":10,"reasoning":5,"cache":{"read":40,"write":7}},"cost":0.25,"finish":"stop"}}
      {"id":"prt_1§","message_id":"msg_2§","session_id":"ses_§","data":{"type":"text","text":"done"}}
      """;

  private static final String OTEL =
      """
      {"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"traceId":"s§","spanId":"a§","parentSpanId":"","name":"n","startTimeUnixNano":"1795500001000000000","endTimeUnixNano":"1795500001500000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"100"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"5"}}]}]}]}]}
      """;

  private static final String ATIF =
      """
      {"schema_version":"ATIF-v1.7","trajectory_id":"t§","session_id":"s§","agent":{"name":"x","version":"1","model_name":"openai/m"},"steps":[{"step_id":1,"source":"user","message":"Do it"},{"step_id":2,"source":"agent","timestamp":"2026-01-01T00:00:02Z","message":"","metrics":{"prompt_tokens":100,"cached_tokens":40,"completion_tokens":10,"cost_usd":0.25},"tool_calls":[{"tool_call_id":"c1","function_name":"task","arguments":{"q":"look"}}],"observation":{"results":[{"source_call_id":"c1","content":"seen","subagent_trajectory_ref":[{"trajectory_id":"c§"}]}]}}],"subagent_trajectories":[{"schema_version":"ATIF-v1.7","trajectory_id":"c§","session_id":"s§","agent":{"name":"x","version":"1","model_name":"openai/m"},"steps":[{"step_id":1,"source":"user","message":"look"},{"step_id":2,"source":"agent","message":"seen","metrics":{"prompt_tokens":50,"cached_tokens":0,"completion_tokens":5}}]}]}
      """;

  private static final String INSPECT =
      """
      {"version":2,"eval":{"eval_id":"s§"},"samples":[{"id":1,"epoch":1,"uuid":"s§","attachments":{"abc":"long text"},"events":[{"event":"span_begin","id":"top","parent_id":"","type":"agent"},{"event":"model","uuid":"m1§","span_id":"top","timestamp":"2026-01-01T00:00:03+01:00","completed":"2026-01-01T00:00:05+01:00","model":"openai/m","input":[{"role":"user","content":"attachment://abc"}],"output":{"model":"m-1","choices":[{"message":{"role":"assistant","content":"ok"},"stop_reason":"stop"}],"usage":{"input_tokens":100,"input_tokens_cache_read":40,"output_tokens":5,"total_tokens":105}}}]}]}
      """;

  private static final String OPEN_HANDS =
      """
      {"messages":[{"role":"system","content":"s"},{"role":"user","content":"u§"}],"kwargs":{},"timestamp":1757015001.5,"cost":0.25,"response":{"id":"r1§","model":"litellm_proxy/deepseek/deepseek-chat","usage":{"prompt_tokens":100,"completion_tokens":5},"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"a"}}]}}
      """;

  private static final String AIDER =
      """
      {"event":"launched","properties":{},"user_id":"u§","time":1755100000}
      {"event":"message_send","properties":{"main_model":"gemini/gemini-2.5-pro","prompt_tokens":100,"completion_tokens":10,"cost":0.5},"user_id":"u§","time":1755100005}
      """;

  private static final String SWE_AGENT =
      """
      {"info":{"config":{"model":{"model_name":"x"}}},"messages":[{"role":"system","content":"s§"},{"role":"user","content":"u"},{"role":"assistant","content":"one","extra":{"timestamp":1755100352.5,"cost":0.0002842,"response":{"model":"deepseek/deepseek-chat","usage":{"prompt_tokens":1000,"prompt_cache_hit_tokens":0,"completion_tokens":10},"choices":[{"finish_reason":"stop"}]}}}]}
      """;

  private static final String USAGE =
      """
      id,time,session,agent,parent,model,input_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,output_tokens,cost_usd
      1§,2026-01-01T00:00:00Z,s§,,,claude,100,60,10,5,7,0.25
      2§,2026-01-01T00:00:01Z,s§,child,main,"a,""b""\",50,,,,3,
      """;

  private static final String PI =
      """
      {"type":"session","version":3,"id":"s§","timestamp":"2026-11-01T10:00:00Z","cwd":"/home/§"}
      {"type":"message","id":"a1","parentId":null,"timestamp":"2026-11-01T10:00:01Z","message":{"role":"user","content":[{"type":"text","text":"Do it"}],"timestamp":1793527201000}}
      {"type":"message","id":"a2","parentId":"a1","timestamp":"2026-11-01T10:00:04Z","message":{"role":"assistant","content":[{"type":"toolCall","id":"c1","name":"read","arguments":{"path":"x"}}],"api":"anthropic-messages","provider":"anthropic","model":"claude-opus-4-5","responseId":"r1§","usage":{"input":3,"output":11,"cacheRead":40,"cacheWrite":7,"totalTokens":61,"cost":{"total":0.25}},"stopReason":"toolUse","timestamp":1793527202000}}
      {"type":"compaction","id":"a3","parentId":"a2","timestamp":"2026-11-01T10:00:05Z","summary":"done","firstKeptEntryId":"a2","tokensBefore":61}
      {"type":"message","id":"a4","parentId":"a3","timestamp":"2026-11-01T10:00:08Z","message":{"role":"assistant","content":[{"type":"text","text":"ok"}],"api":"anthropic-messages","provider":"anthropic","model":"claude-opus-4-5","responseId":"r2§","usage":{"input":30,"output":2,"cacheRead":0,"cacheWrite":0,"totalTokens":32,"cost":{"total":0.5}},"stopReason":"stop","timestamp":1793527206000}}
      """;

  private static final String CLINE =
      """
      {"version":1,"agent":"lead","sessionId":"s§","system_prompt":"Be good.","messages":[{"id":"u1§","role":"user","ts":1793527200000,"content":[{"type":"text","text":"Do it"}]},{"id":"m1§","role":"assistant","ts":1793527203000,"content":[{"type":"tool_use","id":"t1","name":"editor","input":{"path":"x"}}],"modelInfo":{"id":"anthropic/claude-opus-4.8","provider":"cline"},"metrics":{"inputTokens":120,"outputTokens":11,"cacheReadTokens":40,"cacheWriteTokens":7,"cost":0.25}},{"id":"u2§","role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"done"}]},{"id":"m2§","role":"assistant","ts":1793527209000,"content":[{"type":"text","text":"ok"}],"modelInfo":{"id":"anthropic/claude-opus-4.8"},"metrics":{"inputTokens":140,"outputTokens":2,"cacheReadTokens":120,"cacheWriteTokens":0,"cost":0.5}}]}
      """;

  private static final String QWEN_CODE =
      """
      {"uuid":"u1§","parentUuid":null,"sessionId":"s§","timestamp":"2026-11-01T10:00:00Z","type":"user","cwd":"/home/§","version":"0.21.13","message":{"role":"user","parts":[{"text":"Do it"}]}}
      {"uuid":"u2§","parentUuid":"u1§","sessionId":"s§","timestamp":"2026-11-01T10:00:05Z","type":"assistant","cwd":"/home/§","version":"0.21.13","model":"qwen3-coder-plus","message":{"role":"model","parts":[{"functionCall":{"id":"c1","name":"read","args":{}}}]},"usageMetadata":{"promptTokenCount":600,"candidatesTokenCount":5,"thoughtsTokenCount":3,"totalTokenCount":608,"cachedContentTokenCount":50}}
      {"uuid":"u3§","parentUuid":"u2§","sessionId":"s§","timestamp":"2026-11-01T10:00:06Z","type":"tool_result","cwd":"/home/§","version":"0.21.13","message":{"role":"user","parts":[{"functionResponse":{"name":"read","response":{"output":"seen"}}}]}}
      {"uuid":"u4§","parentUuid":"u3§","sessionId":"s§","timestamp":"2026-11-01T10:00:09Z","type":"assistant","cwd":"/home/§","version":"0.21.13","model":"qwen3-coder-plus","message":{"role":"model","parts":[{"text":"ok"}]},"usageMetadata":{"promptTokenCount":700,"candidatesTokenCount":4,"totalTokenCount":704,"cachedContentTokenCount":600}}
      """;

  private static final String GATEWAY =
      """
      {"type":"gateway","version":1,"run":"r§","started":"2026-11-24T06:00:00Z"}
      {"type":"call","id":"r§-1","source":"claude-code","session":"s§","kind":"main","start":"2026-11-24T06:00:01Z","first_ns":900000000,"total_ns":2500000000,"wire":"anthropic","asked":"claude-haiku-4-5","request":"a1","status":200,"end":"complete","request_id":"q1","answer_id":"m1","model":"claude-haiku-4-5","stop":"tool_use","usage":{"input_tokens":30,"cache_creation_input_tokens":5000,"cache_read_input_tokens":0,"output_tokens":20},"kept":0,"added":[["system",null,"000000000000000000000001",9000],["user",null,"000000000000000000000002",40]],"marks":[0],"answer":[["tool_call","Read","000000000000000000000003",30]]}
      {"type":"call","id":"r§-2","source":"claude-code","session":"s§","kind":"main","start":"2026-11-24T06:00:09Z","first_ns":900000000,"total_ns":2500000000,"wire":"anthropic","asked":"claude-haiku-4-5","request":"a2","status":200,"end":"complete","request_id":"q2","answer_id":"m2","model":"claude-haiku-4-5","stop":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":80,"cache_read_input_tokens":5000,"output_tokens":5},"base":"r§-1","kept":2,"added":[["tool_call","Read","000000000000000000000003",30],["tool_result","Read","000000000000000000000004",900]],"marks":[0,3],"answer":[["text",null,"000000000000000000000005",20]]}
      """;

  /// One file of a log.
  ///
  /// @param name where it stands, with `§`
  /// @param text what it holds, with `§`
  record Seed(String name, String text) {
    /// Its name in the log `id`.
    String name(String id) {
      return name.replace("§", id);
    }

    /// Its text in the log `id`.
    String text(String id) {
      return text.replace("§", id);
    }
  }

  private static final String BREAKEVEN =
      """
      {"type":"trace","version":2,"labels":{"session":"s§","source":"breakeven","file":"§"}}
      {"type":"agent","id":"main","role":"orchestrator","model":"claude-opus-4-7"}
      {"type":"block","id":0,"origin":"system","agent":"main","text":"Plan."}
      {"type":"block","id":1,"origin":"instruction","agent":"main","tool":"Task","length":40}
      {"type":"call","id":"main#1","agent":"main","turn":1,"start":"2026-11-24T06:00:00Z","first_ns":900000000,"total_ns":2500000001,"kept":0,"added":[0],"marks":[0],"answer":[1],"stop":"tool_use","known":"billed","usage":{"uncached":2033,"write_5m":0,"write_1h":0,"read":0,"output":55}}
      {"type":"agent","id":"main.1","role":"executor","model":"claude-haiku-4-5","parent":"main","instruction":1}
      {"type":"call","id":"main.1#1","agent":"main.1","turn":1,"start":"2026-11-24T06:00:03Z","first_ns":1,"total_ns":2,"kept":0,"added":[1],"marks":[],"answer":[],"known":"billed","usage":{"uncached":100,"output":5}}
      """;

  /// The file of each tool that is damaged.
  static Map<String, Seed> all() {
    var seeds = new TreeMap<String, Seed>();
    seeds.put("claude-code", new Seed("§.jsonl", CLAUDE_CODE));
    seeds.put("codex", new Seed("rollout-§.jsonl", CODEX));
    seeds.put("opencode", new Seed("§/opencode.db/rows.jsonl", OPENCODE));
    seeds.put("cline", new Seed("§.messages.json", CLINE));
    seeds.put("qwen-code", new Seed("chats/§.jsonl", QWEN_CODE));
    seeds.put("pi", new Seed("pi-§.jsonl", PI));
    seeds.put("otel", new Seed("spans-§.json", OTEL));
    seeds.put("atif", new Seed("§.trajectory.json", ATIF));
    seeds.put("inspect", new Seed("log-§.json", INSPECT));
    seeds.put("openhands", new Seed("§/llm-logs/1.json", OPEN_HANDS));
    seeds.put("aider", new Seed("analytics-§.jsonl", AIDER));
    seeds.put("swe-agent", new Seed("§.traj.json", SWE_AGENT));
    seeds.put("breakeven", new Seed("own-§.jsonl", BREAKEVEN));
    seeds.put("gateway", new Seed("calls-§.jsonl", GATEWAY));
    seeds.put("usage", new Seed("§.csv", USAGE));
    return seeds;
  }

  /// The file of `tool`.
  static Seed of(String tool) {
    return Objects.requireNonNull(all().get(tool));
  }

  /// The names of all tools.
  static List<String> tools() {
    return List.copyOf(all().keySet());
  }
}
