package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void anIndexIsForItsOwnerWhateverTheUmask() throws IOException {
        var index = folder.resolve("deep/down/index");

        write(index);

        assertThat(modes(index)).containsExactly("rw-------");
        assertThat(mode(index)).isEqualTo("rwx------");
    }

    @Test
    void anEmptyFolderThatIsMadeAnIndexIsClosed() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        write(folder);

        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void anOwnerMayOpenTheFolderToAGroup() throws IOException {
        write(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        write(folder);

        assertThat(mode(folder)).isEqualTo("rwxr-x---");
        assertThat(modes(folder)).contains("rw-r-----");
    }

    @Test
    void modesThatAreRightAreLeftAlone() throws IOException {
        write(folder);
        var lock = folder.resolve("write.lock");
        var changed = Files.getAttribute(lock, "unix:ctime");

        write(folder);

        assertThat(Files.getAttribute(lock, "unix:ctime"))
                .as("others than the owner may not set them")
                .isEqualTo(changed);
    }

    private static void write(Path index) throws IOException {
        try (var writer = TraceIndexWriter.open(index)) {
            writer.commit(Map.of("written", index + " " + System.nanoTime()));
        }
    }

    private static Set<String> modes(Path index) throws IOException {
        var modes = new TreeSet<String>();
        try (var files = Files.list(index)) {
            for (var file : files.toList()) {
                modes.add(mode(file));
            }
        }
        return modes;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
