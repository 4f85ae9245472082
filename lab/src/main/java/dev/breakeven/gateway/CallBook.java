package dev.breakeven.gateway;

import dev.breakeven.exchange.Caller;
import dev.breakeven.exchange.Part;
import dev.breakeven.exchange.Question;
import dev.breakeven.exchange.Reply;
import dev.breakeven.exchange.ReplyReader;
import dev.breakeven.gateway.Counters.What;
import dev.breakeven.importer.gateway.CallLine;
import dev.breakeven.importer.gateway.CallLine.Answer;
import dev.breakeven.importer.gateway.CallLine.Change;
import dev.breakeven.importer.gateway.CallLine.End;
import dev.breakeven.importer.gateway.CallLine.Request;
import dev.breakeven.importer.gateway.CallLine.Times;
import dev.breakeven.importer.gateway.CallLines;
import dev.breakeven.trace.Origin;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads what taps copied, and writes a line for each call. Whatever a copy holds, a line is
/// written: one that says nothing where nothing could be read.
final class CallBook implements AutoCloseable {
  private static final int MOST_CONVERSATIONS = 2_000;
  private static final long PATIENCE_SECONDS = 30;

  private final String run;
  private final LedgerFile ledger;
  private final Counters counters;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().name("tap-", 0).daemon().factory());
  private final Map<String, Last> conversations =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST_CONVERSATIONS;
        }
      };
  private long number;

  /// The last prompt of a conversation.
  private record Last(String id, List<Part> prompt) {}

  /// Who asks what.
  ///
  /// @param caller who
  /// @param question what
  record Asked(Caller caller, Question question) {}

  CallBook(String run, LedgerFile ledger, Counters counters) {
    this.run = run;
    this.ledger = ledger;
    this.counters = counters;
  }

  /// Reads the request of `tap`, whose body is there.
  void asked(CallTap tap) {
    tap.asked = readers.submit(() -> read(tap));
  }

  private static Asked read(CallTap tap) throws IOException {
    var parsed = Question.read(tap.wire, tap.requestBody());
    Caller caller = Caller.of(tap::header, parsed.body());
    Question question = parsed.question();
    List<Part> parts = question.parts().stream().map(Part::withoutText).toList();
    return new Asked(
        caller,
        new Question(
            question.wire(),
            question.model(),
            question.hash(),
            parts,
            question.marks(),
            question.wishes()));
  }

  /// Writes the call of `tap` down, which ended so, and runs `done` when that is done.
  void ended(CallTap tap, End end, Runnable done) {
    tap.end();
    readers.execute(() -> {
      try {
        append(tap, end, done);
      } catch (RuntimeException e) {
        counters.count(What.LOST);
        done.run();
      } finally {
        tap.release();
      }
    });
  }

  private void append(CallTap tap, End end, Runnable done) {
    Asked asked = asked(tap, counters);
    Reply reply = reply(tap);
    var answer = new Answer(tap.status(), end, tap.requestId(), reply);
    var times = new Times(tap.start, tap.first(), tap.total());
    synchronized (this) {
      number++;
      String id = run + "-" + number;
      Question question = asked.question();
      var request =
          new Request(
              question.wire(),
              question.model(),
              question.hash(),
              question.wishes().hour(),
              change(id, asked));
      String line = CallLines.write(new CallLine(id, asked.caller(), request, answer, times));
      counters.count(What.CALLS);
      ledger.append(line, done);
    }
  }

  private static Asked asked(CallTap tap, Counters counters) {
    try {
      return Objects.requireNonNull(tap.asked).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      counters.count(What.UNREAD);
    }
    var nothing = JsonNodeFactory.instance.objectNode();
    var wishes = new Question.Wishes(null, false, false, 0);
    return new Asked(
        Caller.of(tap::header, nothing),
        new Question(tap.wire, "unknown", "", List.of(), List.of(), wishes));
  }

  private Reply reply(CallTap tap) {
    try {
      Reply reply = ReplyReader.read(tap.wire, tap.answerBody());
      List<Part> parts = reply.parts().stream().map(Part::withoutText).toList();
      return new Reply(reply.id(), reply.model(), reply.stop(), reply.tier(), reply.usage(), parts);
    } catch (IOException | RuntimeException e) {
      counters.count(What.UNREAD);
      return Reply.NONE;
    }
  }

  private Change change(String id, Asked asked) {
    List<Part> prompt = asked.question().parts();
    Last last = conversations.put(conversation(asked), new Last(id, prompt));
    int kept = last == null ? 0 : common(last.prompt(), prompt);
    List<Part> added = prompt.subList(kept, prompt.size());
    return new Change(
        kept == 0 || last == null ? null : last.id(), kept, added, asked.question().marks());
  }

  private static int common(List<Part> one, List<Part> other) {
    int common = 0;
    while (common < Math.min(one.size(), other.size()) && one.get(common).is(other.get(common))) {
      common++;
    }
    return common;
  }

  /// What a prompt is likely to begin like.
  private static String conversation(Asked asked) {
    Caller caller = asked.caller();
    return String.join(
        " ",
        caller.source(),
        String.valueOf(caller.session()),
        String.valueOf(caller.agent()),
        caller.kind().key(),
        String.valueOf(opening(asked.question())));
  }

  private static @Nullable String opening(Question question) {
    return question.parts().stream()
        .filter(part -> part.origin() == Origin.USER)
        .map(Part::hash)
        .findFirst()
        .orElse(null);
  }

  /// Ends when all that was handed over is written.
  @Override
  public void close() {
    readers.shutdown();
    try {
      if (!readers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        readers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ledger.close();
  }
}
