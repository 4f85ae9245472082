package dev.breakeven.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// The provider's side of a [Relay].
final class Provider extends ChannelInboundHandlerAdapter {
  private final Upstream upstream;
  private final Relay relay;
  private @Nullable Channel channel;
  private boolean connected;
  private boolean reusable;

  Provider(Upstream upstream, Relay relay) {
    this.upstream = upstream;
    this.relay = relay;
  }

  void on(Channel own) {
    channel = own;
  }

  void connected() {
    connected = true;
    relay.connected(this);
  }

  /// Whether it can take another request for `other`.
  boolean fits(Upstream other) {
    return reusable && connected && channel != null && channel.isActive() && upstream.equals(other);
  }

  boolean isConnected() {
    return connected;
  }

  void reusable(boolean whether) {
    reusable = whether;
  }

  boolean isReusable() {
    return reusable;
  }

  boolean isWritable() {
    return channel != null && channel.isWritable();
  }

  void write(Object message) {
    if (channel == null) {
      ReferenceCountUtil.release(message);
    } else {
      var _ = channel.writeAndFlush(message);
    }
  }

  void read() {
    if (channel != null) {
      channel.read();
    }
  }

  void close() {
    if (channel != null) {
      var _ = channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    relay.answer(this, message);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      relay.writable();
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    relay.lost(this, "the provider " + upstream.authority() + " closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
    relay.lost(
        this, "the connection to " + upstream.authority() + " failed: " + cause.getMessage());
  }
}
