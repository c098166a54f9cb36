/**
 * Options that several commands share, and the objects that they stand for. {@link
 * io.weft.cli.option.CaptureArguments} opens what a command reads, {@link
 * io.weft.cli.option.FlowOptions} makes the configuration of flow tracking, and {@link
 * io.weft.cli.option.SelectionOptions} chooses flows. The help lists options in a {@link
 * io.weft.cli.option.Section}. A value that makes no sense is a {@link
 * io.weft.cli.option.UsageException}.
 */
package io.weft.cli.option;
