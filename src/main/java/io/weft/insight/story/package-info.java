/**
 * What happened in one flow, step by step: {@link io.weft.insight.story.StoryTeller} listens, and
 * makes a {@link io.weft.insight.story.Story} of it when the flow has left.
 */
package io.weft.insight.story;
