/** ProcessGroups: which groups there are, and the members that they keep alive. */
package io.kpool.operator.processgroup;
