/**
 * Display filters in Wireshark's language: {@link io.weft.filter.DisplayFilter} is compiled once
 * from a text, against the fields that a chain's protocols declare, and then asked about packets;
 * {@link io.weft.filter.RecordFilter} asks about flows. A {@link io.weft.filter.Compiler} turns the
 * tree of the text into conditions over operands, which read the fields that the text names, and no
 * others.
 */
package io.weft.filter;
