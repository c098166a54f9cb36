/**
 * Fields of protocols, declared once: packets' JSON, trees, filters and columns all work from a
 * {@link io.weft.dissect.field.Field} and from the one walk over its layer, {@link
 * io.weft.dissect.field.LayerFields}.
 */
package io.weft.dissect.field;
