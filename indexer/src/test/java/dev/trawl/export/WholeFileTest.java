package dev.trawl.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file does not take the place of, whatever was said of overwriting. */
class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void pipesSocketsAndDevicesStay() throws IOException {
        var socket = folder.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var link = Files.createSymbolicLink(folder.resolve("link"), socket);

            refused(socket)
                    .hasMessageEndingWith(": it is no file; name one, or use trawl search --output jsonl for a pipe");
            refused(link)
                    .hasMessageEndingWith(": it is no file; name one, or use trawl search --output jsonl for a pipe");
        }
        assertThat(Files.isRegularFile(socket)).isFalse();
    }

    @Test
    void theDashIsNoFile() {
        refused(Path.of("-")).hasMessage("-: it is no file; name one, or use trawl search --output jsonl for a pipe");
    }

    @Test
    void symbolicLinksStayAndSoDoesWhatTheyLeadTo() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "old");
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        var dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));

        refused(link).hasMessageEndingWith("link: it is a symbolic link; name the file that it leads to");
        refused(dangling)
                .hasMessageEndingWith("dangling: it is a symbolic link to nothing; remove it, or name another file");
        assertThat(link).isSymbolicLink().hasContent("old");
        assertThat(Files.isSymbolicLink(dangling)).isTrue();
    }

    @Test
    void aLinkThatComesMeanwhileStays() throws IOException {
        var file = folder.resolve("file");
        try (var whole = WholeFile.begin(file, false)) {
            Files.createSymbolicLink(file, folder.resolve("nothing"));

            assertThatThrownBy(whole::finish).hasMessageEndingWith("file: it has come into being meanwhile");
        }
        assertThat(Files.isSymbolicLink(file)).isTrue();
    }

    @Test
    void aFolderIsNamedAsSuch() throws IOException {
        var there = Files.createDirectory(folder.resolve("there"));
        Files.createSymbolicLink(folder.resolve("link"), there);

        refused(there).hasMessageEndingWith("there: it is a folder; name a file in it");
        refused(folder.resolve("link")).hasMessageEndingWith("link: it is a folder; name a file in it");
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        refused(folder.resolve("none/x.jsonl"))
                .hasMessage(folder + "/none/x.jsonl: the folder " + folder + "/none does not exist");
        refused(file.resolve("x.jsonl")).hasMessage(file + "/x.jsonl: " + file + " is no folder");
    }

    @Test
    void aFileIsReplacedWhereThatWasAskedFor() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "old");
        try (var whole = WholeFile.begin(file, true)) {
            whole.content().write('n');
            whole.finish();
        }

        assertThat(file).hasContent("n");
    }

    @Test
    void whatAKilledProcessLeftGoesAndWhatIsBeingWrittenStays() throws IOException {
        var file = folder.resolve("file");
        Files.writeString(folder.resolve("file.4711.unfinished"), "half");
        Files.writeString(folder.resolve("file.4711x.unfinished"), "no file of ours");
        Files.writeString(folder.resolve("other.4711.unfinished"), "of another file");
        try (var whole = WholeFile.begin(file, true);
                var other = WholeFile.begin(folder.resolve("second"), true)) {
            WholeFile.begin(folder.resolve("third"), true).close();
            whole.finish();
            other.finish();
        }

        try (var left = Files.list(folder)) {
            assertThat(left.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("file", "second", "file.4711x.unfinished", "other.4711.unfinished");
        }
    }

    private static AbstractThrowableAssert<?, ?> refused(Path file) {
        assertThatThrownBy(() -> WholeFile.begin(file, false).close()).isInstanceOf(FileSystemException.class);
        return assertThatThrownBy(() -> WholeFile.begin(file, true).close()).isInstanceOf(FileSystemException.class);
    }
}
