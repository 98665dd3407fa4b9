package dev.trawl.cli.console;

import dev.trawl.trace.redact.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The option that says what to replace by pseudonyms. Their key is {@code TRAWL_REDACT_KEY}, else one that is made once and
 * kept in the user's data folder, so that pseudonyms stay the same from call to call.
 */
public final class RedactOption {
    private static final String VARIABLE = "TRAWL_REDACT_KEY";
    private static final int KEY_BYTES = 32;

    private final Parameter<List<String>> rules = Parameter.option("--redact")
            .takes(
                    "RULES",
                    "Replace by pseudonyms: email, key, card, ip, all (comma-separated), or regex:PATTERN; may be"
                            + " repeated.")
            .texts();

    public Parameter<List<String>> option() {
        return rules;
    }

    /** What the option asks for, to be done to each trace; nothing without it. */
    public Redaction redaction(Surroundings surroundings) throws IOException {
        if (rules.value().isEmpty()) {
            return Redaction.none();
        }
        var given = surroundings.variable(VARIABLE);
        byte[] key = given.isPresent() ? given.get().getBytes(StandardCharsets.UTF_8) : kept(surroundings);
        try {
            return Redaction.of(rules.value(), key);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("Invalid value for '--redact': " + wrong.getMessage() + "." + meant());
        }
    }

    private String meant() {
        return rules.value().stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .filter(name -> !Redaction.NAMES.contains(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(name -> UsageException.suggestion(name.strip(), Redaction.NAMES))
                .orElse("");
    }

    private static byte[] kept(Surroundings surroundings) throws IOException {
        var file = surroundings
                .xdgFolder("XDG_DATA_HOME", ".local/share")
                .resolve("trawl")
                .resolve("redaction.key");
        if (!Files.exists(file)) {
            make(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length == 0) {
            throw new IOException(file + " is empty; remove it, and a new key will be made");
        }
        return key;
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, how, owner)) {
            channel.write(ByteBuffer.wrap(key));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Another command was quicker; its key counts.
        }
    }
}
