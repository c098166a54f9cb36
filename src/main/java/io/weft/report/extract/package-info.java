/**
 * The streams of flows as files, with an index of them. {@link io.weft.report.extract.StreamFiles}
 * is the entry: a flow listener that chooses flows. Behind it the analysing thread collects bytes
 * ({@code FileBuffer}), and a thread of its own writes them ({@code StreamFileWriter}), both within
 * a bound of memory ({@code FilePages}). All files are written into a hidden folder ({@code
 * StagingFolder}), which gets its name when they are complete. {@link
 * io.weft.report.extract.ObjectFiles} does the same with the bodies of HTTP.
 */
package io.weft.report.extract;
