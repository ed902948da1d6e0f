/** Who is who: the operator's own certificate authority, and the identities behind workers' tokens. */
package io.kpool.operator.security;
