package io.weft.dissect;

/** What a later stage attaches to a layer, and what knows of the layer's checksum. */
public interface ChecksumHolder {
  /** What verifying the checksum gave; null where it was not looked at. */
  ChecksumStatus checksum();
}
