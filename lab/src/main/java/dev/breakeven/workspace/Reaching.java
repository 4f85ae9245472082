package dev.breakeven.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A sandbox whose commands reach the hosts of a [HostProxy] and no others. They find it as their
/// HTTP proxy at a port of their own loopback, where a forwarder in Perl, which every Debian has,
/// carries what is said to the proxy's socket.
///
/// @param inner a sandbox without a network
/// @param proxy the way out, which stays open as long as commands run
public record Reaching(Sandbox inner, HostProxy proxy) implements Sandbox {
  private static final String INSIDE = "/breakeven-network";
  private static final String ADDRESS = "http://127.0.0.1:3128";

  /// Listens, then goes into the background, so that the command finds it listening.
  private static final String FORWARDER =
      """
      use strict; use IO::Socket::INET; use IO::Socket::UNIX; use IO::Select;
      my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 3128, Listen => 64,
        ReuseAddr => 1) or die "breakeven: no way out: $!\\n";
      exit if fork;
      close STDOUT; close STDERR; $SIG{CHLD} = "IGNORE";
      while (my $in = $server->accept) {
        next if fork;
        my $out = IO::Socket::UNIX->new(Peer => "%s/%s") or exit;
        my $both = IO::Select->new($in, $out);
        while (my @ready = $both->can_read) {
          for my $from (@ready) {
            my $to = $from == $in ? $out : $in;
            my $read = sysread $from, my $bytes, 65536;
            if (!$read) { $both->remove($from); shutdown $to, 1; exit unless $both->count; next }
            for (my $at = 0; $at < $read; ) {
              my $done = syswrite $to, $bytes, $read - $at, $at; exit unless $done; $at += $done;
            }
          }
        }
        exit;
      }
      """
          .formatted(INSIDE, HostProxy.SOCKET);

  /// Checks that the sandbox confines: where commands reach everything there is nothing to allow.
  public Reaching {
    if (!inner.confines()) {
      throw new IllegalArgumentException(
          "expected a sandbox without a network, got one that confines nothing");
    }
  }

  @Override
  public Finished run(Command command) throws InterruptedException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("/bin/sh", "-c", "perl -e \"$0\" </dev/null && exec \"$@\"", FORWARDER));
    words.addAll(command.words());
    var mounts = new ArrayList<>(command.mounts());
    mounts.add(new Command.Mount(proxy.folder(), INSIDE, false));
    var variables = new TreeMap<String, String>();
    for (var name : List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
      variables.put(name, ADDRESS);
    }
    variables.putAll(command.environment());
    return inner.run(new Command(words, command.folder(), variables, mounts, command.limit()));
  }

  @Override
  public boolean confines() {
    return true;
  }
}
