package dev.breakeven.store;

import dev.breakeven.agent.ToolRun;
import dev.breakeven.judge.Verdict;
import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The books in an SQLite file: one connection, write-ahead log, each event one transaction.
public final class SqlLedger implements Ledger {
  private final Handle handle;
  private final Map<Trial, Long> running = new HashMap<>();
  private final BooksToRead books;

  private SqlLedger(Handle handle, BooksToRead books) {
    this.handle = handle;
    this.books = books;
  }

  /// Opens the books in `file` to go on writing them, creating it where it is missing or empty.
  ///
  /// @throws IllegalArgumentException if the file is not such a file, which then stays as it is, or
  ///   is of a newer version
  public static SqlLedger open(Path file) {
    check(file);
    return open(file, BooksToRead.THE_FILE_ITSELF);
  }

  /// Looks whether `file` could be opened to be written, and changes nothing.
  ///
  /// @throws IllegalArgumentException if it holds anything but such books
  public static void check(Path file) {
    if (BooksToRead.holdsBytes(file)) {
      BooksToRead.check(file);
    }
  }

  /// Opens the books in `file` to read them. The file is not changed: it may be older, lie where
  /// nothing can be written, or be damaged; of a damaged one [#damage()] says what is missing.
  ///
  /// @throws IllegalArgumentException if the file holds no such books or ones of a newer version
  public static SqlLedger read(Path file) {
    var books = BooksToRead.of(file);
    try {
      return open(books.file(), books);
    } catch (RuntimeException e) {
      books.close();
      throw e;
    }
  }

  /// What could not be read of damaged books, for people; empty where all could.
  public List<String> damage() {
    return books.damage();
  }

  private static SqlLedger open(Path file, BooksToRead books) {
    Handle handle;
    try {
      handle = Jdbi.create(() -> connect(file)).open();
    } catch (ConnectionException e) {
      throw new IllegalArgumentException(
          file + ": expected books of Breakeven, got another file or one that cannot be opened", e);
    }
    try {
      Migrations.bring(handle, file);
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
    return new SqlLedger(handle, books);
  }

  static Connection connect(Path file) throws SQLException {
    var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      // Each event is on the disk before the run goes on: what was billed survives a power cut.
      statement.execute("pragma synchronous = full");
      statement.execute("pragma foreign_keys = on");
      statement.execute("pragma busy_timeout = 5000");
    }
    return connection;
  }

  @Override
  public synchronized void open(RunFacts facts) {
    RunTable.open(handle, facts);
  }

  @Override
  public synchronized RunFacts facts() {
    return RunTable.facts(handle);
  }

  /// What the books say of an older run whose trials they began with, if they did.
  public synchronized Optional<String> branch() {
    return RunTable.branch(handle);
  }

  /// Writes all of it into `file`, which must not exist yet.
  synchronized void copy(Path file) {
    handle.execute("vacuum into ?", file.toString());
  }

  @Override
  public synchronized void started(Trial trial, long seed) {
    long id =
        handle
            .createUpdate(
                "insert into trial (arm, task, number, seed) values (:arm, :task, :number, :seed)")
            .bind("arm", trial.arm())
            .bind("task", trial.task())
            .bind("number", trial.number())
            .bind("seed", seed)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    running.put(trial, id);
  }

  @Override
  public synchronized void asking(Trial trial, Asked by, Optional<Usd> most) {
    Unanswered.write(handle, id(trial), by, most);
  }

  @Override
  public synchronized void called(Trial trial, Asked by, Call call, Cost cost) {
    handle.useTransaction(transaction -> {
      Unanswered.clear(transaction, id(trial));
      insert(transaction, id(trial), by, call, cost);
    });
  }

  @Override
  public synchronized void lost(Lost lost) {
    long id = id(lost.trial());
    handle.useTransaction(transaction -> {
      Unanswered.clear(transaction, id);
      LostAttempts.write(transaction, id, lost);
    });
  }

  @Override
  public synchronized List<Lost> lost() {
    return LostAttempts.read(handle);
  }

  private static void insert(Handle handle, long trial, Asked by, Call call, Cost cost) {
    var usage = call.answer().usage();
    handle
        .createUpdate(
            """
            insert into call values (:trial,
              (select count(*) + 1 from call where trial = :trial),
              :id, :agent, :role, :model, :turn, :stop, :known,
              :uncached, :write_5m, :write_1h, :read, :output,
              :picodollars, :unpriced, :start, :first, :total)
            """)
        .bind("trial", trial)
        .bind("id", call.id())
        .bind("agent", call.agent())
        .bind("role", by.role().key())
        .bind("model", by.model())
        .bind("turn", call.turn())
        .bind("stop", call.answer().stop())
        .bind("known", call.answer().known().key())
        .bind("uncached", count(usage, TokenClass.UNCACHED))
        .bind("write_5m", count(usage, TokenClass.WRITE_5M))
        .bind("write_1h", count(usage, TokenClass.WRITE_1H))
        .bind("read", count(usage, TokenClass.READ))
        .bind("output", count(usage, TokenClass.OUTPUT))
        .bind("picodollars", picodollars(cost))
        .bind("unpriced", cost instanceof Cost.Unpriced(var reason) ? reason : null)
        .bind("start", call.timing().start().toString())
        .bind("first", call.timing().first().toNanos())
        .bind("total", call.timing().total().toNanos())
        .execute();
  }

  static @Nullable Long count(Usage usage, TokenClass tokenClass) {
    return usage.reported(tokenClass).map(Tokens::count).orElse(null);
  }

  static @Nullable Long picodollars(Cost cost) {
    return cost instanceof Cost.Priced priced ? priced.total().picodollars() : null;
  }

  @Override
  public synchronized void toolRan(Trial trial, ToolRun run) {
    handle
        .createUpdate(
            """
            insert into tool_run values (:trial,
              (select count(*) + 1 from tool_run where trial = :trial),
              :agent, :turn, :tool, :error, :characters, :nanos)
            """)
        .bind("trial", id(trial))
        .bind("agent", run.agent())
        .bind("turn", run.turn())
        .bind("tool", run.tool())
        .bind("error", run.error())
        .bind("characters", run.characters())
        .bind("nanos", run.took().toNanos())
        .execute();
  }

  @Override
  public synchronized void judged(Trial trial, boolean last, Verdict verdict, Duration took) {
    handle.useTransaction(transaction ->
        Verdicts.write(transaction, id(trial), new Verdicts.Row(last, verdict, took)));
  }

  @Override
  public synchronized void used(Trial trial, Sum sum) {
    Sums.write(handle, id(trial), sum);
  }

  @Override
  public synchronized void takenFrom(Trial trial, Provenance provenance) {
    Sums.write(handle, id(trial), provenance);
  }

  @Override
  public synchronized List<Charge> charges() {
    return Charges.read(handle);
  }

  @Override
  public synchronized Map<Trial, Provenance> provenances() {
    return Sums.provenances(handle);
  }

  @Override
  public synchronized void ended(Trial trial, TrialEnd end) {
    handle
        .createUpdate(
            """
            update trial set ended = (select coalesce(max(ended), 0) + 1 from trial),
              ending = :ending, detail = :detail, solved = :solved,
              model_nanos = :model, tools_nanos = :tools, judge_nanos = :judge,
              untold_nanos = :untold
            where id = :id
            """)
        .bind("id", id(trial))
        .bind("ending", end.ending().kind().key())
        .bind("detail", end.ending().detail())
        .bind("solved", end.solved())
        .bind("model", end.seconds().model().toNanos())
        .bind("tools", end.seconds().tools().toNanos())
        .bind("judge", end.seconds().judge().toNanos())
        .bind("untold", end.seconds().untold().toNanos())
        .execute();
    running.remove(trial);
  }

  private long id(Trial trial) {
    var id = running.get(trial);
    if (id == null) {
      throw new IllegalStateException("expected a running trial, got " + trial.id());
    }
    return id;
  }

  @Override
  public synchronized List<TrialRow> trials() {
    return TrialRows.read(handle);
  }

  @Override
  public synchronized Spent spent() {
    return handle
        .createQuery(
            """
            select coalesce(sum(picodollars), 0) as usd, coalesce(sum(unpriced), 0) as unpriced
            from (
              select picodollars, unpriced is not null as unpriced from call
              union all
              select picodollars, (unpriced is not null) * max(calls, 1) from sum
              union all
              select picodollars, unpriced from lost)
            """)
        .map((row, _) -> new Spent(new Usd(row.getLong("usd")), row.getInt("unpriced")))
        .one();
  }

  @Override
  public synchronized Spent unanswered() {
    return Unanswered.sum(handle);
  }

  @Override
  public synchronized List<Unfinished> unfinished() {
    return Unanswered.unfinished(handle);
  }

  @Override
  public synchronized void close() {
    handle.close();
    books.close();
  }
}
