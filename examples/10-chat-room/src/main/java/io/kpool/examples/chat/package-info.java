/** A chat room: a process group, its members, and the program that opened it. */
package io.kpool.examples.chat;
