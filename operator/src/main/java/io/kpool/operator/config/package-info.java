/** What an installation may set, with its defaults. */
package io.kpool.operator.config;
