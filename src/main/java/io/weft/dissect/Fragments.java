package io.weft.dissect;

/** Datagrams of which some fragments have come. Bounded in number, bytes and age; per thread. */
public final class Fragments {}
