/**
 * The contracts between those who read packets and those who use what was read.
 *
 * <p>A {@link io.weft.dissect.Dissector} reads a header through a {@link io.weft.dissect.Cursor};
 * what it finds is a layer of the {@link io.weft.dissect.Packet}, which everybody else only looks
 * at. What later stages find out is attached by {@link io.weft.dissect.Annotations}. {@link
 * io.weft.dissect.StreamDissector} and {@link io.weft.dissect.DatagramDissector} read what spans
 * packets, and leave results with a {@link io.weft.dissect.FlowContext}. Beneath: {@code chain}
 * finds the dissectors, {@code field} declares what they read, {@code number} holds the field's
 * numbers.
 */
package io.weft.dissect;
