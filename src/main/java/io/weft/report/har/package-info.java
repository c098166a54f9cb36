/**
 * HTTP Archives (HAR 1.2), which the network panels of browsers read. {@link
 * io.weft.report.har.HarFile} listens; {@code HarEntry} writes what is known of an exchange when it
 * ends, into a spool, and {@code HarTimings} keeps its times until the flow ends, which tells how
 * long the connection took. The archive is written from both at the end, in the order of time.
 */
package io.weft.report.har;
