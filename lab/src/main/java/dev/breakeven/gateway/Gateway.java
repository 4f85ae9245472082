package dev.breakeven.gateway;

import dev.breakeven.importer.gateway.CallLines;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A gateway that listens on 127.0.0.1 until it is closed.
public final class Gateway implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_CONNECTIONS = 1_024;
  private static final long QUIET_SECONDS = 0;
  private static final long PATIENCE_SECONDS = 10;

  private final EventLoopGroup loops;
  private final Channel listening;
  private final CallBook book;
  private final Counters counters;
  private final Path ledger;
  private boolean closed;

  private Gateway(
      EventLoopGroup loops, Channel listening, CallBook book, Counters counters, Path ledger) {
    this.loops = loops;
    this.listening = listening;
    this.book = book;
    this.counters = counters;
    this.ledger = ledger;
  }

  /// How a gateway is to be.
  ///
  /// @param port where it listens, 0 for any free one
  /// @param upstreams whom it passes requests on to, by name
  /// @param out the folder of its ledgers
  /// @param drains whether an answer is read to its end when its client left
  /// @param warnings takes what its user should know at once
  public record Settings(
      int port,
      Map<String, Upstream> upstreams,
      Path out,
      boolean drains,
      Consumer<String> warnings) {}

  /// Starts one.
  ///
  /// @throws IOException if the port is taken, or the ledger cannot be made
  public static Gateway start(Settings settings) throws IOException {
    Files.createDirectories(settings.out());
    Instant now = Instant.now();
    String run = run(now);
    Path file = settings.out().resolve("calls-" + run + ".jsonl");
    var counters = new Counters();
    var tls = SslContextBuilder.forClient().build();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    LedgerFile ledger =
        new LedgerFile(file, CallLines.header(run, now), counters, settings.warnings());
    var book = new CallBook(run, ledger, counters);
    var relaying =
        new Relaying(
            new Routes(settings.upstreams()),
            new Admission(counters),
            book,
            counters,
            new CallTap.Copies(),
            new Relaying.Outward(tls, settings.drains(), Relaying.Limits.STANDARD));
    var bound =
        bootstrap(loops, relaying)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = loops.shutdownGracefully(QUIET_SECONDS, PATIENCE_SECONDS, TimeUnit.SECONDS);
      book.close();
      Files.deleteIfExists(file);
      throw new IOException("cannot listen on " + LOOPBACK + ":" + settings.port(), bound.cause());
    }
    return new Gateway(loops, bound.channel(), book, counters, file);
  }

  /// A name of a run: when it began, and four digits against another one in the same second.
  private static String run(Instant now) {
    byte[] random = new byte[2];
    new SecureRandom().nextBytes(random);
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").format(now.atOffset(ZoneOffset.UTC))
        + "-"
        + HexFormat.of().formatHex(random);
  }

  private static ServerBootstrap bootstrap(EventLoopGroup loops, Relaying relaying) {
    var open = new AtomicInteger();
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, MOST_CONNECTIONS)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.closeFuture().addListener(_ -> open.decrementAndGet());
                if (open.incrementAndGet() > MOST_CONNECTIONS) {
                  var _ = channel.close();
                  return;
                }
                var relay = new Relay(relaying, channel);
                channel
                    .pipeline()
                    .addLast(new RequestDecoder(), new Encoder(relay), new OneByOne(), relay);
              }
            });
  }

  /// Writes answers, and none of a body that was not asked for.
  private static final class Encoder extends HttpResponseEncoder {
    private final Relay relay;

    private Encoder(Relay relay) {
      this.relay = relay;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse message) {
      return relay.answersHead() || super.isContentAlwaysEmpty(message);
    }
  }

  /// The port it listens on.
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// Its ledger.
  public Path ledger() {
    return ledger;
  }

  /// What it counted.
  public Counters counters() {
    return counters;
  }

  /// Stops listening, and ends when all calls that came to an end are written down.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    listening.close().awaitUninterruptibly();
    loops
        .shutdownGracefully(QUIET_SECONDS, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly();
    book.close();
  }
}
