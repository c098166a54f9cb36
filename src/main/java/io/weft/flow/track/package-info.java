/**
 * {@link io.weft.flow.track.FlowTracker} takes dissected packets, one after the other, and hands
 * each of their layers to those who follow its kind of flow. Knows neither files, threads nor
 * output.
 */
package io.weft.flow.track;
