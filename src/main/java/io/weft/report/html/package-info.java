/**
 * The report as a page for a browser: one file that needs no network, no server and no program but
 * the browser.
 *
 * <p>{@link io.weft.report.html.HtmlReport} reads the capture and writes the page. A first pass
 * sums up: rates over time ({@code RateSeries}), protocols as they lie in one another ({@code
 * ProtocolTree}), a row for each flow ({@code FlowRows}). A second pass over the same packets keeps
 * the segments and the text of the few flows that are worth a look ({@code NotableFlows}).
 *
 * <p>The page is HTML, CSS and small ECMAScript modules, which lie beside this package as
 * resources; {@code PageWriter} joins them and says by their hashes that nothing else may run. Data
 * lies in the page as compressed columns of numbers ({@code ColumnBlock}) in script elements that a
 * browser does not run. What a packet says is data only, never markup.
 */
package io.weft.report.html;
