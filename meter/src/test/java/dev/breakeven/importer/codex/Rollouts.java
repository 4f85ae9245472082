package dev.breakeven.importer.codex;

import static dev.breakeven.importer.Samples.json;

import dev.breakeven.importer.Input;

/// Lines of made-up rollouts.
final class Rollouts {
  static final String PARENT = "11111111-1111-4111-8111-111111111111";
  static final String CHILD = "22222222-2222-4222-8222-222222222222";

  static String line(int second, String type, String payload) {
    return json(
        "{'timestamp':'2026-11-01T10:00:%02dZ','type':'%s','payload':{%s}}\n"
            .formatted(second, type, payload));
  }

  static String meta(int second, String id, String more) {
    return line(
        second,
        "session_meta",
        "'id':'%s','timestamp':'2026-11-01T10:00:%02dZ','cwd':'/home/dev/x'%s,"
                .formatted(id, second, more)
            + "'base_instructions':{'text':'Be good.'}");
  }

  static String model(String name) {
    return line(0, "turn_context", "'model':'" + name + "'");
  }

  static String user(int second, String text) {
    return line(
        second,
        "response_item",
        "'type':'message','role':'user','content':[{'type':'input_text','text':'" + text + "'}]");
  }

  static String says(int second, String text) {
    return line(
        second,
        "response_item",
        "'type':'message','role':'assistant','content':[{'type':'output_text','text':'"
            + text
            + "'}]");
  }

  static String calls(int second, String id, String tool) {
    return line(
        second,
        "response_item",
        "'type':'function_call','name':'%s','arguments':'{}','call_id':'%s'".formatted(tool, id));
  }

  static String output(int second, String id, String text) {
    return line(
        second,
        "response_item",
        "'type':'function_call_output','call_id':'%s','output':'%s'".formatted(id, text));
  }

  static String usage(long input, long cached, long output) {
    return "{'input_tokens':%d,'cached_input_tokens':%d,'output_tokens':%d}"
        .formatted(input, cached, output);
  }

  static String counted(int second, String total, String last) {
    return line(
        second,
        "event_msg",
        "'type':'token_count','info':{'total_token_usage':%s,'last_token_usage':%s}"
            .formatted(total, last));
  }

  static String record(int second, String response, String usage, String sum) {
    return line(
        second,
        "token_usage_record",
        "'response_id':'%s','usage':%s,'thread_token_usage':%s".formatted(response, usage, sum));
  }

  static Input rollout(String id, String... lines) {
    return Input.of(
        "2026/11/01/rollout-2026-11-01T10-00-00-" + id + ".jsonl", String.join("", lines));
  }

  private Rollouts() {}
}
