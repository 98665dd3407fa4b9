package dev.trawl.cli.config;

import java.nio.file.Path;

/** The user's folder, which {@code ~} stands for in the file as in a shell. */
public record UserFolder(Path folder) {
    /** A path with {@code ~} and {@code ~/…} as a shell reads them. */
    public String resolve(String path) {
        return path.equals("~") || path.startsWith("~/") ? folder + path.substring(1) : path;
    }
}
