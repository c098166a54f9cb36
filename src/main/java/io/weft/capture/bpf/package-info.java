/**
 * Capture filters on packets that were captured already: {@link io.weft.capture.bpf.BpfProgram}
 * checks a classic BPF program, {@link io.weft.capture.bpf.BpfFilter} runs it over packets, and
 * {@link io.weft.capture.bpf.FilteredSource} leaves out those that do not match. Where programs
 * come from is no business of this package; the filter language is libpcap's.
 */
package io.weft.capture.bpf;
