package dev.breakeven.gateway;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/// Hands on one message for each read that is asked for, and the end of the connection behind the
/// last of them.
final class OneByOne extends ChannelDuplexHandler {
  private final Deque<Object> queue = new ArrayDeque<>();
  private boolean wanted;
  private boolean closed;
  private boolean handing;

  @Override
  public void read(ChannelHandlerContext ctx) {
    wanted = true;
    hand(ctx);
    if (wanted && !closed) {
      ctx.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    queue.add(message);
    hand(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    if (wanted && !closed) {
      ctx.read(); // bytes came, and made no message yet
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closed = true;
    if (queue.isEmpty()) {
      ctx.fireChannelInactive();
    } else {
      hand(ctx);
    }
  }

  /// A message may ask for the next one while it is handed on.
  private void hand(ChannelHandlerContext ctx) {
    if (handing) {
      return;
    }
    handing = true;
    while (wanted && !queue.isEmpty()) {
      wanted = false;
      ctx.fireChannelRead(queue.remove());
      if (closed && queue.isEmpty()) {
        ctx.fireChannelInactive();
      }
    }
    handing = false;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    queue.forEach(ReferenceCountUtil::release);
    queue.clear();
  }
}
