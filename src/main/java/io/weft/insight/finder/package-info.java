/**
 * The finders, a class for each idea. {@link io.weft.insight.finder.Findings} asks all of them, and
 * keeps the worst of each kind.
 */
package io.weft.insight.finder;
