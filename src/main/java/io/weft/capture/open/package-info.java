/**
 * Opens captures: {@link io.weft.capture.open.Captures} makes a {@link
 * io.weft.capture.PacketSource} of files, folders or a channel. The package recognises formats and
 * compressions by content, reads several files as one capture in the order of their first packets,
 * and says what a file that is no capture seems to be.
 */
package io.weft.capture.open;
