package io.weft.capture;

import java.util.List;

/** What a capture says besides its packets, as far as it is known; it grows while packets come. */
public interface CaptureDescription {
  /**
   * The interfaces that the capture has described so far; {@link CapturedPacket#interfaceId} is an
   * index into this list.
   */
  List<CaptureInterface> interfaces();

  /**
   * What the files say besides packets, as far as they have been read: the same object until there
   * is more, so that a caller may ask at every packet.
   */
  CaptureInfo info();
}
