package dev.breakeven.gateway;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Reads requests, and refuses those that two servers could take for different ones.
final class RequestDecoder extends HttpRequestDecoder {
  private static final int LINE = 16 << 10;
  private static final int HEAD = 64 << 10;
  private static final int CHUNK = 64 << 10;

  RequestDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LINE)
            .setMaxHeaderSize(HEAD)
            .setMaxChunkSize(CHUNK)
            .setAllowDuplicateContentLengths(false));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("expected one length of a body, got two kinds of it");
  }
}
