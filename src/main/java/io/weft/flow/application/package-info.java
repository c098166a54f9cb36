/**
 * Finds out what is spoken in a flow and has it dissected. {@link
 * io.weft.flow.application.StreamSession} reads a pair of byte streams, {@link
 * io.weft.flow.application.DatagramSession} the datagrams of a flow, and {@link
 * io.weft.flow.application.ChildStreams} the streams inside either. A session leaves its results
 * with its {@link io.weft.flow.application.SessionHost} and knows no TCP.
 */
package io.weft.flow.application;
