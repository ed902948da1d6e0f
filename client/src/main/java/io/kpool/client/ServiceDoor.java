package io.kpool.client;

import java.io.IOException;

/** The way of a program that reaches the operator's Service: within the cluster. */
final class ServiceDoor implements Door {
    private final Operator operator;
    private final Text authorities;
    private final Text token;

    ServiceDoor(Operator operator, Text authorities, Text token) {
        this.operator = operator;
        this.authorities = authorities;
        this.token = token;
    }

    @Override
    public Dialled dial(ClientLoop loop) throws IOException {
        String shown = token.read();
        return Dialled.directly(operator.channel(loop, authorities.read()), shown);
    }

    @Override
    public String token() throws IOException {
        return token.read();
    }

    @Override
    public void close() {
        // A Service needs no farewell.
    }
}
