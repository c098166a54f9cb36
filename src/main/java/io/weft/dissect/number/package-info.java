/**
 * Assigned numbers by which protocols name what they carry, and the dispatch tables that are keyed
 * by them. Each number stands here once; a port stands with its protocol.
 */
package io.weft.dissect.number;
