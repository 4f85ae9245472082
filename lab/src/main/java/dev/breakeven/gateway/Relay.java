package dev.breakeven.gateway;

import dev.breakeven.gateway.Counters.What;
import dev.breakeven.gateway.Routes.Route;
import dev.breakeven.importer.gateway.CallLine.End;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's connection: takes its requests one after the other and passes each on, and the
/// answer back. All of it happens on the connection's event loop, the provider's side too.
///
/// A message is read only when the one before it was taken by the other side. Of a call, the last
/// bytes of the answer wait until the call is in the ledger.
final class Relay extends ChannelInboundHandlerAdapter {
  private final Relaying relaying;
  private final Channel client;
  private final Deque<Object> outgoing = new ArrayDeque<>();
  private final Deque<Object> incoming = new ArrayDeque<>();
  private @Nullable Exchange exchange;
  private @Nullable HttpRequest pending;
  private @Nullable Provider provider;
  private @Nullable ScheduledFuture<?> deadline;
  private boolean gone;

  Relay(Relaying relaying, Channel client) {
    this.relaying = relaying;
    this.client = client;
  }

  /// Whether the answer under way is to a request for its head alone.
  boolean answersHead() {
    return exchange != null && exchange.request.method().equals(HttpMethod.HEAD);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    within(relaying.limits().idle());
    client.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      if (exchange == null) {
        begin(request);
      } else {
        pending = request;
      }
    } else if (message instanceof HttpContent content) {
      content(content);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    within(relaying.limits().request());
    if (request.decoderResult().isFailure()) {
      exchange = new Exchange(request, null, null);
      refuse(400, "expected a request of HTTP/1.1 within the limits on heads, got another one");
      return;
    }
    String wrong = relaying.admission().wrong(request);
    if (wrong != null) {
      exchange = new Exchange(request, null, null);
      refuse(relaying.admission().status(request), wrong);
      return;
    }
    Route route = relaying.routes().of(request.method().name(), request.uri(), request.headers());
    CallTap tap =
        route
            .wire()
            .map(wire -> new CallTap(wire, request.headers(), relaying.copies()))
            .orElse(null);
    if (tap == null) {
      relaying.counters().count(What.PASSED);
    }
    exchange = new Exchange(request, route, tap);
    exchange.close = !HttpUtil.isKeepAlive(request);
    if (HttpUtil.is100ContinueExpected(request)) {
      var _ =
          client.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    outgoing.add(Heads.request(request, route.upstream(), route.target()));
    connect(route.upstream());
  }

  private void connect(Upstream upstream) {
    Provider known = provider;
    if (known != null && known.fits(upstream)) {
      flushOutgoing(known);
      return;
    }
    if (known != null) {
      known.close();
    }
    provider = relaying.connect(upstream, this, client.eventLoop());
  }

  void connected(Provider side) {
    if (side == provider && exchange != null) {
      flushOutgoing(side);
    }
  }

  private void flushOutgoing(Provider side) {
    while (!outgoing.isEmpty()) {
      side.write(outgoing.remove());
    }
    if (exchange != null && exchange.requestDone) {
      side.read();
    }
    if (exchange != null) {
      readOn(side);
    }
  }

  private void readOn(Provider side) {
    if (exchange != null && !exchange.requestDone && side.isWritable()) {
      client.read();
    }
  }

  private void content(HttpContent content) {
    Exchange now = exchange;
    if (now == null || now.requestDone || content.decoderResult().isFailure()) {
      boolean broken = now != null && !now.requestDone;
      content.release();
      if (broken) {
        close();
      }
      return;
    }
    if (now.tap != null) {
      now.tap.request(content.content());
    }
    boolean last = content instanceof LastHttpContent;
    outgoing.add(content);
    if (last) {
      now.requestDone = true;
      within(relaying.limits().answer());
      if (now.tap != null) {
        relaying.book().asked(now.tap);
      }
    }
    Provider side = provider;
    if (side != null && side.isConnected()) {
      flushOutgoing(side);
    }
    if (last) {
      client.read(); // to see the client leave
    }
  }

  /// The provider takes more, or the client does.
  void writable() {
    Provider side = provider;
    if (side == null) {
      return;
    }
    readOn(side);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (client.isWritable() && provider != null && exchange != null && !exchange.writing) {
      provider.read();
    }
    ctx.fireChannelWritabilityChanged();
  }

  /// Takes what a provider sent.
  void answer(Provider side, Object message) {
    Exchange now = exchange;
    if (side != provider || now == null || now.last) {
      ReferenceCountUtil.release(message);
      side.close();
      return;
    }
    within(relaying.limits().answer());
    if (message instanceof HttpResponse head) {
      head(side, now, head);
    } else if (message instanceof HttpContent content) {
      body(side, now, content);
    } else {
      ReferenceCountUtil.release(message);
      side.read();
    }
  }

  private void head(Provider side, Exchange now, HttpResponse head) {
    if (head.decoderResult().isFailure()) {
      side.close();
      lost(side, "expected an answer of HTTP/1.1 from the provider, got another one");
      return;
    }
    if (head.status().code() < 200) {
      now.interim = true;
      side.read();
      return;
    }
    now.answering = true;
    if (now.tap != null) {
      now.tap.answer(head.status().code(), head.headers());
    }
    boolean delimited =
        HttpUtil.isTransferEncodingChunked(head) || HttpUtil.isContentLengthSet(head);
    int status = head.status().code();
    boolean bodiless = answersHead() || status == 204 || status == 304;
    side.reusable(HttpUtil.isKeepAlive(head) && (delimited || bodiless));
    now.close |= !delimited && !bodiless;
    HttpResponse own = Heads.response(head);
    if (now.close) {
      own.headers().set("connection", "close");
    }
    if (!gone) {
      var _ = client.write(own);
    }
    side.read();
  }

  private void body(Provider side, Exchange now, HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (now.interim) {
      now.interim = !last;
      content.release();
      side.read();
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      side.close();
      lost(side, "the provider's answer is broken");
      return;
    }
    now.last = last;
    CallTap tap = now.tap;
    if (tap == null || now.written) {
      pass(now, content);
      goOn(side, now);
      return;
    }
    tap.answer(content.content());
    boolean ends =
        last
            || (tap.plainAnswer()
                && now.terminal != null
                && content.content().isReadable()
                && now.terminal.in(content.content()));
    if (!ends) {
      pass(now, content);
      goOn(side, now);
      return;
    }
    incoming.add(content);
    End end = gone ? End.ABANDONED : End.COMPLETE;
    book(
        now,
        end,
        () -> {
          release(now);
          goOn(side, now);
        });
  }

  /// Writes a call down, and goes on with `then` when it is in the ledger.
  private void book(Exchange now, End end, Runnable then) {
    CallTap tap = now.tap;
    if (tap == null || now.written || now.writing) {
      then.run();
      return;
    }
    now.writing = true;
    relaying
        .book()
        .ended(
            tap,
            end,
            () ->
                within(() -> {
                  now.writing = false;
                  now.written = true;
                  then.run();
                }));
  }

  /// Runs `step` on the connection's event loop, unless that is over.
  private void within(Runnable step) {
    try {
      client.eventLoop().execute(step);
    } catch (RejectedExecutionException e) {
      var _ = client.close();
    }
  }

  private void release(Exchange now) {
    while (!incoming.isEmpty()) {
      pass(now, incoming.remove());
    }
  }

  private void pass(Exchange now, Object message) {
    if (gone) {
      ReferenceCountUtil.release(message);
      return;
    }
    ChannelFuture written = client.writeAndFlush(message);
    if (message instanceof LastHttpContent && now.close) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void goOn(Provider side, Exchange now) {
    if (now.cut) {
      closeAfterFlush();
      return;
    }
    if (!now.last) {
      if (gone || client.isWritable()) {
        side.read();
      }
      return;
    }
    exchange = null;
    within(relaying.limits().idle());
    if (!side.isReusable() || gone || !now.requestDone) {
      provider = null;
      side.close();
    } else {
      side.read(); // to see the provider leave
    }
    if (!now.requestDone) {
      var _ = client.close();
    }
    HttpRequest next = pending;
    pending = null;
    if (next != null && !now.close && !gone) {
      begin(next);
    }
  }

  /// The provider left, or could not be reached.
  void lost(Provider side, String why) {
    if (side != provider) {
      return;
    }
    provider = null;
    Exchange now = exchange;
    if (now == null || now.last) {
      return;
    }
    if (now.writing) {
      now.cut = true;
    } else if (now.answering) {
      End end = gone ? End.ABANDONED : End.CUT;
      book(now, end, this::closeAfterFlush);
    } else if (now.requestDone) {
      book(now, End.UNANSWERED, () -> refuse(502, why));
    } else {
      refuse(502, why);
    }
  }

  private void refuse(int status, String reason) {
    Exchange now = exchange;
    if (now == null || gone) {
      close();
      return;
    }
    relaying.counters().count(What.REJECTED);
    answer(Refusal.of(now.wire(), status, reason));
  }

  private void answer(Refusal refusal) {
    Exchange now = exchange;
    if (now == null) {
      return;
    }
    byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status()),
            answersHead() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    response.headers().set("content-type", "application/json");
    response.headers().set("content-length", body.length);
    response.headers().set("connection", "close");
    if (refusal.status() == 426) {
      response.headers().set("upgrade", "HTTP/1.1");
    }
    now.last = true;
    exchange = null;
    dropOutgoing();
    client.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void dropOutgoing() {
    outgoing.forEach(ReferenceCountUtil::release);
    outgoing.clear();
    incoming.forEach(ReferenceCountUtil::release);
    incoming.clear();
    Provider side = provider;
    provider = null;
    if (side != null) {
      side.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    gone = true;
    Exchange now = exchange;
    if (now != null && now.requestDone && !now.last && relaying.drains() && provider != null) {
      provider.read();
      return;
    }
    leave();
  }

  private void leave() {
    Exchange now = exchange;
    exchange = null;
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (now != null && now.requestDone && !now.written && !now.writing) {
      book(now, End.ABANDONED, () -> {});
    }
    dropOutgoing();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close();
  }

  /// What was passed on reaches the client, and then the end that the provider made of it.
  private void closeAfterFlush() {
    if (gone) {
      leave();
    } else {
      client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void close() {
    var _ = client.close();
    if (gone) {
      leave();
    }
  }

  /// Gives what is under way `seconds` from now.
  private void within(long seconds) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline = client.eventLoop().schedule(this::late, seconds, TimeUnit.SECONDS);
  }

  private void late() {
    Provider side = provider;
    if (exchange != null && exchange.requestDone && side != null) {
      side.close();
      lost(side, "the provider did not answer in time");
    } else {
      close();
    }
  }
}
