package dev.trawl.care;

import dev.trawl.trace.PythonJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The first file of a bundle: what is in it.
 *
 * @param format the index's version, as its commit names it
 * @param traces how many it holds
 * @param files each file's name, with its size and its SHA-256; the commit's file is the last one
 */
record BundleManifest(String format, long traces, SortedMap<String, Entry> files) {
    static final String NAME = "trawl-bundle.json";

    /** Counts up with every change of this form. */
    private static final int VERSION = 1;

    /** Names as Lucene gives them; no other one may be written to a disk. */
    private static final String NAME_OF_FILE = "_[0-9a-z]+[0-9A-Za-z_.]*|" + CommitFiles.NAME_OF_COMMIT;

    BundleManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    BundleManifest(String format, long traces, Map<String, Entry> files) {
        this(format, traces, new TreeMap<>(files));
    }

    /** A file: its bytes and their SHA-256 in hexadecimal digits. */
    record Entry(long size, String sha256) {}

    byte[] json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("bundle", VERSION)
                .put("format", format)
                .put("traces", traces);
        var list = json.putArray("files");
        files.forEach((name, file) ->
                list.addObject().put("name", name).put("size", file.size()).put("sha256", file.sha256()));
        return (PythonJson.indented(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BundleException if it is none, or names files that no index has */
    static BundleManifest read(byte[] utf8) throws BundleException {
        try {
            var json = PythonJson.parse(utf8);
            if (json.path("bundle").asInt(0) != VERSION) {
                throw new BundleException("another version of trawl packed it");
            }
            Map<String, Entry> files = new LinkedHashMap<>();
            for (var file : json.path("files")) {
                files.put(
                        file.path("name").asString(""),
                        new Entry(
                                file.path("size").asLong(-1),
                                file.path("sha256").asString("")));
            }
            check(files);
            return new BundleManifest(
                    json.path("format").asString(""), json.path("traces").asLong(0), files);
        } catch (JacksonException e) {
            throw new BundleException("its list of files cannot be read");
        }
    }

    private static void check(Map<String, Entry> files) throws BundleException {
        long commits = 0;
        for (var name : files.keySet()) {
            if (!name.matches(NAME_OF_FILE)) {
                throw new BundleException("its list names a file that no index has: " + name);
            }
            commits += name.matches(CommitFiles.NAME_OF_COMMIT) ? 1 : 0;
        }
        if (commits != 1) {
            throw new BundleException("its list does not name one commit");
        }
    }
}
