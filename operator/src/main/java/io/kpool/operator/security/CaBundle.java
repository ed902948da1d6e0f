package io.kpool.operator.security;

/** What workers must trust to talk to this operator. */
public interface CaBundle {

    /** One or more certificates in PEM; changes when the authority is replaced, and then holds both for a while. */
    String caBundlePem();
}
