package io.weft.dissect;

/** Where a datagram dissector leaves its results. Valid during a call only. */
public interface DatagramContext extends FlowContext {}
