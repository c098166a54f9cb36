/**
 * A packet for people who look at it closely: the tree of its layers and fields, and dumps of its
 * bytes. Both are derived from the declarations of fields and the walks over layers; nothing here
 * knows a protocol.
 */
package io.weft.report.tree;
