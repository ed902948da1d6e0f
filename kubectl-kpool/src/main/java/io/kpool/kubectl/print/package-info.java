/** How answers look: tables, trees, JSON, YAML and JSONPath. Pure: text comes out, nothing is written. */
package io.kpool.kubectl.print;
