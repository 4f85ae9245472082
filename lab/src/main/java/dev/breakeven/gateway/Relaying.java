package dev.breakeven.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;

/// What all connections share.
///
/// @param routes where requests go
/// @param admission which requests are taken
/// @param book where calls are written down
/// @param counters what is counted
/// @param copies the taps' memory
/// @param outward how providers are reached
record Relaying(
    Routes routes,
    Admission admission,
    CallBook book,
    Counters counters,
    CallTap.Copies copies,
    Outward outward) {
  private static final int LINE = 16 << 10;
  private static final int HEAD = 64 << 10;
  private static final int CHUNK = 64 << 10;
  private static final int CONNECT_MILLIS = 10_000;

  /// How providers are reached.
  ///
  /// @param tls the context of TLS
  /// @param drains whether an answer is read to its end when its client left
  /// @param limits how long things may take
  record Outward(SslContext tls, boolean drains, Limits limits) {}

  /// How many seconds things may take.
  ///
  /// @param idle from one request to the next, its head included
  /// @param request until a request's body is there
  /// @param answer from one piece of an answer to the next
  record Limits(long idle, long request, long answer) {
    static final Limits STANDARD = new Limits(300, 300, 900);
  }

  Limits limits() {
    return outward.limits();
  }

  boolean drains() {
    return outward.drains();
  }

  /// Connects to `upstream` for `relay`, which is told when that is done, or failed.
  Provider connect(Upstream upstream, Relay relay, EventLoop loop) {
    var provider = new Provider(upstream, relay);
    var connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (upstream.tls()) {
                      channel
                          .pipeline()
                          .addLast(
                              outward
                                  .tls()
                                  .newHandler(channel.alloc(), upstream.host(), upstream.port()));
                    }
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(LINE, HEAD, CHUNK, false),
                            new OneByOne(),
                            provider);
                  }
                })
            .connect(upstream.host(), upstream.port());
    provider.on(connecting.channel());
    connecting.addListener(
        (ChannelFutureListener)
            done -> {
              if (done.isSuccess()) {
                provider.connected();
              } else {
                relay.lost(provider, "cannot reach " + upstream.authority());
              }
            });
    return provider;
  }
}
