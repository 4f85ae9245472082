package dev.breakeven.audit;

import java.util.Set;

/// The tools that clients bring along; whoever made a tool of their own chose its name.
final class KnownTools {
  private static final Set<String> NAMES =
      Set.of(
          // Claude Code
          "Agent",
          "Agent launch",
          "AskUserQuestion",
          "Bash",
          "BashOutput",
          "Edit",
          "EnterPlanMode",
          "ExitPlanMode",
          "Glob",
          "Grep",
          "KillBash",
          "KillShell",
          "LS",
          "Monitor",
          "MultiEdit",
          "NotebookEdit",
          "NotebookRead",
          "Read",
          "SendMessage",
          "Skill",
          "SlashCommand",
          "Task",
          "Task launch",
          "TaskCreate",
          "TaskGet",
          "TaskList",
          "TaskOutput",
          "TaskStop",
          "TaskUpdate",
          "TodoRead",
          "TodoWrite",
          "ToolSearch",
          "WebFetch",
          "WebSearch",
          "Write",
          // Codex
          "apply_patch",
          "exec_command",
          "local_shell",
          "read_file",
          "shell",
          "spawn_agent",
          "update_plan",
          "view_image",
          "wait_agent",
          "web_search",
          "write_stdin",
          // opencode
          "bash",
          "edit",
          "glob",
          "grep",
          "list",
          "patch",
          "read",
          "task",
          "todoread",
          "todowrite",
          "webfetch",
          "write",
          // OpenHands, SWE-agent, Harbor
          "bash_command",
          "execute_bash",
          "finish",
          "str_replace_editor",
          "submit",
          "terminal",
          "think",
          // our own
          "delegate_to_executor");

  private KnownTools() {}

  /// Whether some client's tool is named so.
  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
