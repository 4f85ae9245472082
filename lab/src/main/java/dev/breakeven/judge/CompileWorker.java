package dev.breakeven.judge;

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

/// The program of a worker process: compiles and checks style, again and again, and so stays warm.
///
/// It reads requests from standard input and writes answers to standard output, both as [Frames]. A
/// request is the tool's name and its arguments; an answer is `ok` and an encoded [ToolAnswer], or
/// `failed` and why. It ends when standard input does. No code of the work it looks at runs in it.
public final class CompileWorker {
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
    } catch (RuntimeException | ReflectiveOperationException | IOException e) {
      answer.clear();
      answer.add("failed");
      answer.add(String.valueOf(e));
    }
    return answer;
  }

  /// `javac`, or the jars of a Checkstyle.
  private Function<List<String>, List<String>> tool(String name)
      throws ReflectiveOperationException, IOException {
    Function<List<String>, List<String>> known = tools.get(name);
    if (known == null) {
      known = name.equals("javac") ? new Compilation() : style(name);
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
