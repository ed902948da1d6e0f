/** The live API over HTTP and JSON: one table of endpoints, from which both the server and its OpenAPI document are made. */
package io.kpool.operator.http;
