/** What a shell is told when somebody presses the tabulator key. */
package io.kpool.kubectl.complete;
