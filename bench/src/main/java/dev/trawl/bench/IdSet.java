package dev.trawl.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.node.ObjectNode;

/** A set of trace ids, of which only the size and a digest are kept; the order of adding does not matter. Thread-safe. */
final class IdSet {
    private final MessageDigest sha;
    private long size;
    private long digest;

    IdSet() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds an id that is not in the set yet. */
    synchronized void add(String id) {
        size++;
        byte[] hash = sha.digest(id.getBytes(StandardCharsets.UTF_8));
        digest += ByteBuffer.wrap(hash).getLong();
    }

    synchronized ObjectNode describedIn(ObjectNode json) {
        return json.put("found", size).put("digest", Long.toHexString(digest));
    }
}
