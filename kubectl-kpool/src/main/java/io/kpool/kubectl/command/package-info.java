/** The commands, a class for each or for a few of one kind. */
package io.kpool.kubectl.command;
