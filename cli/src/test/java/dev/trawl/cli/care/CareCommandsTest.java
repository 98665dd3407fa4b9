package dev.trawl.cli.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.care.BundledIndex;
import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareCommandsTest {
    @TempDir
    private Path folder;

    private Path index = Path.of("");

    @BeforeEach
    void index() {
        index = folder.resolve("index");
        RecordedTraces.index(index);
    }

    @Test
    void aSoundIndexIsSaidToBe() {
        assertThat(run("verify")).isEqualTo(new Ended(0, "", "the index in " + index + " is sound: 30 traces\n"));
        assertThat(run("verify", "--checksums-only"))
                .isEqualTo(new Ended(0, "", "the index in " + index + " is sound: 30 traces, checksums only\n"));
    }

    @Test
    void anIndexIsMadeAnewFromItsTracesWithItsCheckpoints() throws IOException {
        try (var writer = TraceIndexWriter.open(index)) {
            writer.put(linked("run-7"));
            writer.commit(Map.of("checkpoint", "here"));
        }
        var before = everything();

        var ended = run("reindex");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).startsWith("made the index in " + index + " anew: 30 traces, ");
        assertThat(everything()).isEqualTo(before);
        assertThat(run("verify").code()).isZero();
        try (var writer = TraceIndexWriter.open(index)) {
            assertThat(writer.commitData()).containsExactly(Map.entry("checkpoint", "here"));
            assertThat(writer.held(RecordedTraces.named("t01").id())
                            .orElseThrow()
                            .provenance()
                            .linkedRuns())
                    .containsExactly("run-7");
        }
    }

    @Test
    void tracesThatAreNotAsTheyWereWrittenAreNotMadeASoundIndex() throws IOException {
        Path values;
        try (var files = Files.list(index)) {
            values = files.filter(file -> file.toString().endsWith(".dvd"))
                    .findFirst()
                    .orElseThrow();
        }
        var written = Files.readAllBytes(values);
        written[written.length / 2] ^= 0x41;
        Files.write(values, written);

        var ended = run("reindex");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("trawl: the index in " + index + " is damaged: " + values.getFileName() + ": ");
        assertThat(run("verify", "--checksums-only").err()).contains("is damaged");
    }

    @Test
    void compactingDropsWhatWasReplacedAndKeepsTheRest() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (var writer = TraceIndexWriter.open(index)) {
                writer.put(linked("run-" + i));
                writer.commit(Map.of());
            }
        }
        var before = everything();

        var ended = run("compact");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).startsWith("compacted the index in " + index + ": 30 traces in ");
        assertThat(everything()).isEqualTo(before);
        assertThat(run("verify").code()).isZero();
    }

    @Test
    void nothingIsDoneToAnIndexThatIsBeingWritten() throws IOException {
        try (var writer = TraceIndexWriter.open(index)) {
            writer.put(new IndexedTrace(RecordedTraces.named("t02")));
            var locked = new Ended(
                    1,
                    "",
                    "trawl: another trawl is writing to the index in " + index + "; wait until it has finished\n");

            assertThat(run("reindex")).isEqualTo(locked);
            assertThat(run("compact")).isEqualTo(locked);
            assertThat(run("verify").code()).isZero();
            assertThat(run("bundle", folder.resolve("traces.zip").toString()).code())
                    .isZero();
        }
    }

    @Test
    void aBundleBecomesTheSameIndexElsewhere() throws IOException {
        var bundle = folder.resolve("traces.zip");
        assertThat(run("bundle", bundle.toString()).err())
                .startsWith("packed 30 traces of " + index + " into " + bundle);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                .isEqualTo("rw-------");
        var before = everything();
        var again = folder.resolve("again.zip");
        run("bundle", again.toString());
        assertThat(Files.mismatch(bundle, again)).isEqualTo(-1);

        index = folder.resolve("elsewhere/deep/index");
        assertThat(run("unbundle", bundle.toString()).err())
                .startsWith("unpacked 30 traces into " + index + ": ")
                .endsWith("all checksums right\n");

        assertThat(everything()).isEqualTo(before);
        assertThat(run("verify").code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index)))
                .isEqualTo("rwx------");
    }

    @Test
    void nothingIsReplaced() throws IOException {
        var bundle = folder.resolve("traces.zip").toString();
        run("bundle", bundle);
        assertThat(run("bundle", bundle).err())
                .isEqualTo("trawl: cannot use " + bundle + ": it exists; --overwrite replaces it\n");
        assertThat(run("bundle", bundle, "--overwrite").code()).isZero();

        assertThat(run("unbundle", bundle).err())
                .isEqualTo("trawl: cannot use " + index
                        + ": there is an index already; name a new or an empty folder with --index\n");
        index = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(index.resolve("letter.txt"), "Dear all");
        assertThat(run("unbundle", bundle).err())
                .isEqualTo("trawl: cannot use " + index
                        + ": it is not empty; name a new or an empty folder with --index\n");
        assertThat(index).isDirectoryContaining("glob:**letter.txt");
    }

    @Test
    void anIndexThatIsMadeWhileTheBundleIsCheckedStays() throws IOException {
        var bundle = folder.resolve("traces.zip");
        run("bundle", bundle.toString());
        index = folder.resolve("elsewhere");
        var made = new AtomicBoolean();

        assertThatThrownBy(() -> BundledIndex.unpack(bundle, index, (done, total) -> {
                    if (made.compareAndSet(false, true)) {
                        RecordedTraces.index(index);
                    }
                }))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("there is an index already");

        assertThat(made).isTrue();
        assertThat(run("verify").code()).isZero();
        assertThat(run("search", "--count").out()).isEqualTo("30\n");
    }

    @Test
    void whatIsNoFileIsNoBundle() throws IOException {
        index = folder.resolve("elsewhere");

        assertThat(run("unbundle", folder.toString()).err())
                .isEqualTo("trawl: " + folder + ": it is no file; nothing was changed\n");
    }

    @Test
    void aLinkToNothingIsNoFolderForAnIndex() throws IOException {
        var bundle = folder.resolve("traces.zip");
        run("bundle", bundle.toString());
        index = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

        assertThat(run("unbundle", bundle.toString()).err())
                .isEqualTo("trawl: cannot use " + index
                        + ": it is a symbolic link to nothing; remove it, or name another folder with --index\n");
    }

    @Test
    void namesInABundleDoNothingToATerminal() throws IOException {
        var bundle = folder.resolve("traces.zip");
        run("bundle", bundle.toString());
        try (var zip = FileSystems.newFileSystem(bundle)) {
            Files.writeString(zip.getPath("ev\u001b]0;owned\u0007il\ntrawl: all is well"), "x");
        }
        index = folder.resolve("elsewhere");

        assertThat(run("unbundle", bundle.toString()).err())
                .isEqualTo(
                        "trawl: " + bundle + ": it holds a file that its list does not name: ev\ufffd]0;owned\ufffdil"
                                + " trawl: all is well; nothing was changed\n");
    }

    @Test
    void whatAKilledUnbundleLeftIsInNobodysWay() throws IOException {
        var bundle = folder.resolve("traces.zip").toString();
        run("bundle", bundle);
        var before = everything();
        for (var name : names()) {
            if (name.startsWith("segments_")) {
                Files.move(index.resolve(name), index.resolve("pending_" + name));
            }
        }
        Files.createFile(index.resolve("unfinished"));
        assertThat(run("search").err()).startsWith("trawl: there is no index in " + index);

        assertThat(run("unbundle", bundle).err()).startsWith("unpacked 30 traces into " + index);

        assertThat(everything()).isEqualTo(before);
        assertThat(names()).doesNotContain("unfinished").noneMatch(name -> name.startsWith("pending_"));
    }

    @Test
    void nothingIsUnpackedBesideAnIndexThatLostItsCommit() throws IOException {
        var bundle = folder.resolve("traces.zip").toString();
        run("bundle", bundle);
        Files.delete(index.resolve(names().getLast()));
        var rest = names();

        assertThat(run("unbundle", bundle).err()).contains("it is not empty");
        assertThat(names()).isEqualTo(rest);
    }

    @Test
    void aDamagedBundleWritesNothing() throws IOException {
        var bundle = folder.resolve("traces.zip");
        run("bundle", bundle.toString());
        var whole = Files.readAllBytes(bundle);
        index = folder.resolve("elsewhere");
        refused(Arrays.copyOf(whole, whole.length / 2));
        refused(Arrays.copyOf(whole, whole.length - 1));
        refused(new byte[0]);
        refused("no bundle".getBytes(StandardCharsets.UTF_8));
        // Not the very last bytes: they are the lengths and offsets of the archive's own list, which is read from two
        // places.
        for (int at = 0; at < whole.length * 9 / 10; at += Math.max(1, whole.length / 60)) {
            var flipped = whole.clone();
            flipped[at] ^= 0x10;
            refusedOrTheSame(flipped);
        }
    }

    /** A flipped bit where nothing is read, such as the time of a file, does no harm. */
    private void refusedOrTheSame(byte[] bytes) throws IOException {
        var damaged = Files.write(folder.resolve("damaged.zip"), bytes);
        if (run("unbundle", damaged.toString()).code() == 0) {
            assertThat(run("verify").code()).isZero();
            assertThat(run("search", "--count").out()).isEqualTo("30\n");
            removeIndex();
        } else {
            refused(bytes);
        }
    }

    private void refused(byte[] bytes) throws IOException {
        var damaged = Files.write(folder.resolve("damaged.zip"), bytes);

        var ended = run("unbundle", damaged.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("trawl: " + damaged + ": ").endsWith("; nothing was changed\n");
        assertThat(index).doesNotExist();
    }

    @Test
    void aBundleOfADamagedIndexWithItsOwnChecksumsIsNoIndex() throws IOException, NoSuchAlgorithmException {
        var bundle = folder.resolve("traces.zip");
        run("bundle", bundle.toString());
        try (var zip = FileSystems.newFileSystem(bundle);
                var entries = Files.list(zip.getPath("/"))) {
            var commit = entries.filter(entry -> entry.toString().contains("segments_"))
                    .findFirst()
                    .orElseThrow();
            var bytes = Files.readAllBytes(commit);
            var before = sha256(bytes);
            bytes[bytes.length / 2] ^= 1;
            Files.write(commit, bytes);
            var manifest = zip.getPath("trawl-bundle.json");
            Files.writeString(manifest, Files.readString(manifest).replace(before, sha256(bytes)));
        }
        index = folder.resolve("elsewhere");

        assertThat(run("unbundle", bundle.toString()).err())
                .isEqualTo("trawl: " + bundle + ": the index in it is damaged; nothing was changed\n");
        assertThat(index).doesNotExist();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aBundleCannotWriteOutsideOfTheFolder() throws IOException {
        var bundle = folder.resolve("traces.zip");
        for (var name : List.of("../escaped", "/tmp/escaped", "_0/../../escaped", "sub/_0.cfs", "segments_1/../x")) {
            index = folder.resolve("elsewhere");
            var manifest = "{\"bundle\": 1, \"format\": \"3\", \"traces\": 1, \"files\": [{\"name\": \"" + name
                    + "\", \"size\": 1, \"sha256\": \"\"}, {\"name\": \"segments_1\", \"size\": 1, \"sha256\": \"\"}]}";
            try (var zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
                for (var entry : Map.of("trawl-bundle.json", manifest, name, "x", "segments_1", "x")
                        .entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }

            assertThat(run("unbundle", bundle.toString()))
                    .isEqualTo(new Ended(
                            1,
                            "",
                            "trawl: " + bundle + ": its list names a file that no index has: " + name
                                    + "; nothing was changed\n"));
        }
    }

    @Test
    void aBundleWithAFileThatItsListDoesNotNameIsRefused() throws IOException {
        var bundle = folder.resolve("traces.zip");
        run("bundle", bundle.toString());
        try (var zip = FileSystems.newFileSystem(bundle)) {
            Files.writeString(zip.getPath("_9.cfs"), "x");
        }
        index = folder.resolve("elsewhere");

        assertThat(run("unbundle", bundle.toString()).err())
                .isEqualTo("trawl: " + bundle
                        + ": it holds a file that its list does not name: _9.cfs; nothing was changed\n");
        assertThat(index).doesNotExist();
    }

    @Test
    void everyFileThatIsCutEmptiedMissingOrFlippedIsNamed() throws IOException {
        // A second segment, and a file of deletions for the first one.
        try (var writer = TraceIndexWriter.open(index)) {
            writer.put(linked("run-7"));
            writer.commit(Map.of());
        }
        var names = names();
        assertThat(names).hasSizeGreaterThan(6).anyMatch(name -> name.endsWith(".liv"));
        for (var name : names) {
            var file = index.resolve(name);
            var whole = Files.readAllBytes(file);
            check(name, file, Arrays.copyOf(whole, whole.length / 2));
            check(name, file, Arrays.copyOf(whole, whole.length - 1));
            check(name, file, new byte[0]);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 7)) {
                var flipped = whole.clone();
                flipped[at] ^= 0x04;
                check(name, file, flipped);
            }
            Files.delete(file);
            check(name);
            Files.write(file, whole);
        }
        assertThat(run("verify").code()).isZero();
    }

    private void check(String name, Path file, byte[] damaged) throws IOException {
        Files.write(file, damaged);
        check(name);
    }

    /** Verifying always sees it; searching either does not meet it, or says the same. */
    private void check(String name) {
        var shown = name.startsWith("segments_") && !Files.exists(index.resolve(name)) ? "segments_*" : name;
        var verified = run("verify");
        assertThat(verified.code()).as(name).isEqualTo(1);
        assertThat(verified.err())
                .as(name)
                .contains("is damaged: 1 file; ")
                .contains("trawl: " + shown + ": it")
                .doesNotContain("\tat ");
        for (var command : List.of(
                List.of("search", "trace.text LIKE '%question%'", "--output", "jsonl"),
                List.of("search", "--count"),
                List.of("status"))) {
            var ended = run(command.toArray(String[]::new));
            assertThat(ended.err()).as(name).doesNotContain("\tat ").doesNotContain("bug");
            if (ended.code() != 0) {
                assertThat(ended.err())
                        .as("%s %s", command, name)
                        .contains("trawl: the index in " + index + " is damaged: " + shown);
            }
        }
    }

    @Test
    void aBundleOfADamagedIndexIsNotMade() throws IOException {
        var name = names().getFirst();
        var bytes = Files.readAllBytes(index.resolve(name));
        bytes[bytes.length / 2] ^= 1;
        Files.write(index.resolve(name), bytes);
        var bundle = folder.resolve("traces.zip");

        assertThat(run("bundle", bundle.toString()).err())
                .startsWith("trawl: the index in " + index + " is damaged: " + name + ": its bytes do not fit");
        assertThat(folder).isDirectoryNotContaining("glob:**traces.zip*");
    }

    private static IndexedTrace linked(String run) {
        return new IndexedTrace(RecordedTraces.named("t01"), Provenance.UNKNOWN.withLinkedRuns(Set.of(run)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(index)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("write.lock"))
                    .sorted()
                    .toList();
        }
    }

    private void removeIndex() throws IOException {
        for (var name : names()) {
            Files.delete(index.resolve(name));
        }
        Files.delete(index.resolve("write.lock"));
        Files.delete(index);
    }

    private String everything() {
        return run("search", "--limit", "0", "--output", "jsonl").out();
    }

    private Ended run(String... arguments) {
        return Command.PLAIN.on(index).run(arguments);
    }
}
