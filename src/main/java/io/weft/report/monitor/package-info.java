/**
 * The live screen of flows, without the terminal. {@link io.weft.report.monitor.FlowMonitor}
 * samples the flows of a running analysis, {@link io.weft.report.monitor.MonitorView} is what it
 * knows at one moment, and {@link io.weft.report.monitor.MonitorLayout} lays that out as lines for
 * a window of any size. {@link io.weft.report.monitor.MonitorState} is what the user has asked for.
 * The command line draws the lines, reads keys, and asks for a new view once a second.
 */
package io.weft.report.monitor;
