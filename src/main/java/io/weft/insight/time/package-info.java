/**
 * Where the time of a connection went: its whole duration, and that of each of its exchanges,
 * divided into named parts without gap or overlap. {@link io.weft.insight.time.TimeAnalysis} is the
 * listener that finds it out; the method, its sources and its limits are told in the page that
 * {@code weft help explain} shows.
 *
 * <p>It goes over the segments once and keeps no packet. A wait is judged as its sender sees it:
 * what that end sends left it half a round trip (between it and the place of the capture) before it
 * was captured, and what it receives reaches it as much later. The wait between two segments is
 * named by what released the second.
 */
package io.weft.insight.time;
