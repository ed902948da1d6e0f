/** What Java programs start pools and processes with: kpool's live API, one session at a time. */
package io.kpool.client;
