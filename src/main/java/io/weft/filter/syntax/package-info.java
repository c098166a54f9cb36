/**
 * What the text of a display filter says, before it is known what its names mean: a {@link
 * io.weft.filter.syntax.Lexer} cuts it into tokens, of which a {@link io.weft.filter.syntax.Parser}
 * makes a tree by the precedence of operators.
 */
package io.weft.filter.syntax;
