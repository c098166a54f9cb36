package io.weft.dissect;

/** What is attached to a layer and knows of its checksum. */
public interface ChecksumHolder {
  /** Null where the checksum was not looked at. */
  ChecksumStatus checksum();
}
