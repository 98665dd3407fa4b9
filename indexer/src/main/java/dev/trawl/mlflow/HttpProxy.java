package dev.trawl.mlflow;

/**
 * A proxy that stands between here and a server.
 *
 * @param credentials what it wants to know, if anything: a user and a password
 */
public record HttpProxy(String host, int port, Credentials credentials) {}
