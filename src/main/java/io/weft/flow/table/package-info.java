/**
 * Who talks: the table of flows, their keys and numbers, the time-outs that end them, the room they
 * take, and the names of hosts. {@link io.weft.flow.table.FlowStore} is the way in. Knows neither
 * TCP nor applications; what they keep with a flow is a {@link io.weft.flow.table.FlowState}.
 */
package io.weft.flow.table;
