package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The program of a worker process: compiles, checks style and reads sources, again and again, and
/// so stays warm. What a source does to it, such as using up its memory, it does to it alone.
///
/// It reads requests from standard input and writes answers to standard output, both as [Frames]. A
/// request is the tool's name and its arguments; an answer is `ok` and an encoded [ToolAnswer], or
/// `failed` and why. It ends when standard input does. No code of the work it looks at runs in it.
public final class CompileWorker {
  /// The exit code of a tool that died.
  static final int DIED = 70;

  private final Map<String, Function<List<String>, List<String>>> tools = new HashMap<>();

  private CompileWorker() {}

  /// Starts it.
  ///
  /// @param arguments none
  public static void main(String[] arguments) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    // Whatever a tool prints must not come between the frames.
    System.setOut(System.err);
    CompileWorker worker = new CompileWorker();
    while (true) {
      List<String> request;
      try {
        request = Frames.read(in);
      } catch (EOFException over) {
        return;
      }
      Frames.write(out, worker.answer(request));
    }
  }

  private List<String> answer(List<String> request) {
    List<String> answer = new ArrayList<>();
    try {
      List<String> said = tool(request.getFirst()).apply(request.subList(1, request.size()));
      answer.add("ok");
      answer.addAll(said);
    } catch (StackOverflowError | OutOfMemoryError e) {
      return died(e);
    } catch (RuntimeException | ReflectiveOperationException | IOException e) {
      if (e.getCause() instanceof StackOverflowError || e.getCause() instanceof OutOfMemoryError) {
        return died(e.getCause());
      }
      answer.clear();
      answer.add("failed");
      answer.add(String.valueOf(e));
    }
    return answer;
  }

  /// The code is such that the tool cannot take it: that is a finding, and no fault of the tool.
  private static List<String> died(Throwable problem) {
    Finding finding = new Finding("", 0, "tool", "died of this code: " + problem);
    List<String> answer = new ArrayList<>(List.of("ok"));
    answer.addAll(new ToolAnswer(DIED, Map.of(), List.of(finding)).encoded());
    return answer;
  }

  /// `javac`, `read`, `pattern`, or the jars of a Checkstyle.
  private Function<List<String>, List<String>> tool(String name)
      throws ReflectiveOperationException, IOException {
    Function<List<String>, List<String>> known = tools.get(name);
    if (known == null) {
      known =
          switch (name) {
            case "javac" -> new Compilation();
            case "read" -> new SourceReader();
            case "pattern" -> new PatternRun();
            default -> style(name);
          };
      tools.put(name, known);
    }
    return known;
  }

  /// A [StyleRun] that sees the Checkstyle of the pack, and nothing of ours but itself.
  @SuppressWarnings("unchecked") // The class is ours; it is only loaded anew.
  private static Function<List<String>, List<String>> style(String jars)
      throws ReflectiveOperationException, IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(CompileWorker.class.getProtectionDomain().getCodeSource().getLocation());
    for (String jar : jars.split(File.pathSeparator, -1)) {
      urls.add(new File(jar).toURI().toURL());
    }
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    var constructor = loader.loadClass(StyleRun.class.getName()).getDeclaredConstructor();
    return (Function<List<String>, List<String>>) constructor.newInstance();
  }
}
