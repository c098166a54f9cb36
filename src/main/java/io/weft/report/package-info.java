/**
 * What the writers of results share.
 *
 * <p>Each form of output has a package below this one: {@code json} (objects and lines), {@code
 * text} (tables and lines for people), {@code tree} (all of a packet), {@code monitor} (a live
 * screen), {@code follow} (one stream), {@code extract} (streams as files), {@code har} (HTTP
 * Archives), {@code document} (whole reports) and {@code table} (rows for other programs). They are
 * listeners of an {@link io.weft.analysis.Analyzer}, or write the records that one gives, to a
 * stream that the caller opens. None of them knows the command line or the terminal.
 *
 * <p>This package has what several of them need: the choice of flows ({@link
 * io.weft.report.FlowSelection}), a thread that writes results while the analysis goes on ({@link
 * io.weft.report.BackgroundWriter}), the gaps of a stream ({@link io.weft.report.StreamGaps}), and
 * the first bytes of bodies ({@link io.weft.report.KeptContents}).
 */
package io.weft.report;
