/**
 * Shows what {@code io.weft.insight} found out. {@link io.weft.report.explain.Wording} has the
 * words of each language, {@link io.weft.report.explain.FindingText} prints for people, and {@link
 * io.weft.report.explain.FindingJsonLines} for programs.
 */
package io.weft.report.explain;
