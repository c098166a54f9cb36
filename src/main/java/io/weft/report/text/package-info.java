/**
 * Results as text for people: the table of flows ({@link io.weft.report.text.FlowListing}), a line
 * for each packet ({@link io.weft.report.text.PacketLine}), the list of protocols ({@link
 * io.weft.report.text.ProtocolCatalogue}), and what these are made of.
 *
 * <p>{@link io.weft.report.text.TextTable} fits a table to the width of a terminal. {@link
 * io.weft.report.text.SafeText} escapes what packets contain: all text from packets goes through it
 * before it may reach a terminal. {@link io.weft.report.text.Units} formats numbers.
 */
package io.weft.report.text;
