/**
 * Conversations inside traces: the messages that models were sent and wrote, in the forms of the usual libraries. Read {@link
 * dev.trawl.cli.chat.ChatMessages} first.
 */
@NullMarked
package dev.trawl.cli.chat;

import org.jspecify.annotations.NullMarked;
