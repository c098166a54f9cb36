/**
 * Whole documents about a capture. {@link io.weft.report.document.ReportDocument} writes everything
 * about a capture as one JSON document, flows included. {@link
 * io.weft.report.document.CaptureMeter} counts packets while a capture is read, {@link
 * io.weft.report.document.CaptureRecord} is its result, and {@link
 * io.weft.report.document.CaptureText} prints that as text.
 */
package io.weft.report.document;
