/**
 * Lists of exchanges: which are shown ({@link io.weft.report.exchange.ExchangeSelection}), and how,
 * as a table ({@link io.weft.report.exchange.ExchangeListing}) or as JSON, one a line ({@link
 * io.weft.report.exchange.ExchangeJsonLines}). What protocols have in common is in {@link
 * io.weft.report.exchange.ExchangeFacts}.
 */
package io.weft.report.exchange;
