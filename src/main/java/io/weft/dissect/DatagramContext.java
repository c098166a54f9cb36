package io.weft.dissect;

/** Takes the results of a datagram dissector. Valid during a call of the dissector only. */
public interface DatagramContext extends FlowContext {}
