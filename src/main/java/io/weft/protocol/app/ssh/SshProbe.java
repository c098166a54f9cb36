package io.weft.protocol.app.ssh;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/** SSH on any port: both sides begin with the same letters. */
final class SshProbe {
  private SshProbe() {}

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int length = Math.min(to - from, Ssh.PREFIX.length());
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != Ssh.PREFIX.charAt(i)) {
        return ProbeResult.NO;
      }
    }
    return length == Ssh.PREFIX.length() ? ProbeResult.YES : ProbeResult.MORE;
  }
}
