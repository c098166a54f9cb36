package io.weft.dissect.field;

/** An object attached to a layer that knows the status of the layer's checksum. */
public interface ChecksumHolder {
  /** The result of verifying the checksum; null where it was not verified. */
  ChecksumStatus checksum();
}
