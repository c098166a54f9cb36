package io.weft.cli.option;

import io.weft.capture.CaptureEnd;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import java.util.List;

/** Those of several captures that could be read; the end tells of the others. */
final class IncompleteSource extends SourceWrapper {
  private final String faults;

  /**
   * @param faults a clause for each capture that could not be read
   */
  IncompleteSource(PacketSource source, List<String> faults) {
    super(source);
    this.faults = String.join("; ", faults);
  }

  @Override
  public CaptureEnd end() {
    return super.end().lost(faults);
  }
}
