/** Has resources looked at for reasons that the API server does not tell of. */
package io.kpool.operator.news;
