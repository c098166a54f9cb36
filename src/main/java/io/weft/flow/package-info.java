/**
 * What users see of flows: who talked with whom, what was said in order, and how it ended.
 *
 * <p>{@link io.weft.flow.FlowListener} hears of flows while packets go by, {@link
 * io.weft.flow.FlowRecord} is what stays, {@link io.weft.flow.FlowConfig} sets the bounds, and
 * {@link io.weft.flow.FlowCounters} tells what the bounds cost. The packages beneath do the work
 * and are no part of this face: {@code track} takes the packets, {@code table} finds and keeps
 * flows, {@code segment} reads what a packet says, {@code tcp} follows connections, {@code
 * analysis} judges their segments, {@code application} runs those who read streams and datagrams,
 * and {@code numbering} knows where Wireshark counts otherwise.
 */
package io.weft.flow;
