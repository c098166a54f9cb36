/**
 * Shows what {@code io.weft.insight} found out. {@link io.weft.report.explain.Wording} has the
 * words of each language (a language is a file of sentences, a folder of pages, and a code in
 * {@code Wording.LANGUAGES}), {@link io.weft.report.explain.FindingText} prints for people, and
 * {@link io.weft.report.explain.FindingJsonLines} for programs.
 */
package io.weft.report.explain;
