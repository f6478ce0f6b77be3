package io.parley.gateway;

/** The files of the public port's certificate are of no use; the message is one line for an operator. */
public final class CertificateUnusable extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateUnusable(String message, Throwable cause) {
        super(message, cause);
    }

    public CertificateUnusable(String message) {
        super(message);
    }
}
