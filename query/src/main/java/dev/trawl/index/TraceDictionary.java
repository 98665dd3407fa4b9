package dev.trawl.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the traces of an index have in common, learned from the first of them: a stored trace refers to it in place of
 * saying it once more ({@link StoredTrace}). It travels in the data of every commit.
 *
 * <p>Each zstd frame names its dictionary by a number, which zstd makes out of the dictionary's content. Whatever index a
 * process opens, its dictionary is known from then on by that number. Immutable; thread-safe.
 */
public final class TraceDictionary {
    /** The key of the dictionary in a commit's data, where it is in base64. */
    static final String KEY = "trawl.dictionary";

    /** What a frame without a dictionary names. */
    static final int NONE = 0;

    /** zstd's own choice; each commit writes it again. */
    private static final int MOST_BYTES = 112 << 10;

    /** With a dictionary it makes traces smaller than level 1, and no slower to read. */
    private static final int LEVEL = 3;

    private static final Map<Integer, TraceDictionary> KNOWN = new ConcurrentHashMap<>();

    private final byte[] bytes;

    /** Made for those who write. */
    private final ThreadLocal<Compressor> compressor;

    private final ThreadLocal<Decompressor> decompressor;

    private TraceDictionary(byte[] bytes) {
        this.bytes = bytes;
        this.compressor = ThreadLocal.withInitial(() -> Compressor.with(new ZstdDictCompress(bytes, LEVEL)));
        var toDecompress = new ZstdDictDecompress(bytes);
        this.decompressor = ThreadLocal.withInitial(() -> new Decompressor(Optional.of(toDecompress)));
    }

    /** Learns from some frames; nothing if they are too few or too much alike. */
    public static Optional<TraceDictionary> trained(List<byte[]> frames) {
        int size = frames.stream().mapToInt(frame -> frame.length).sum();
        var trainer = new ZstdDictTrainer(size, MOST_BYTES);
        frames.forEach(trainer::addSample);
        try {
            return Optional.of(known(trainer.trainSamples()));
        } catch (ZstdException notEnough) {
            return Optional.empty();
        }
    }

    /**
     * The dictionary in a commit's data; nothing if it has none.
     *
     * @throws IOException if it is none that zstd made
     */
    public static Optional<TraceDictionary> of(Map<String, String> commitData) throws IOException {
        var written = commitData.get(KEY);
        if (written == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(known(Base64.getDecoder().decode(written)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException("the index is damaged: the dictionary of its traces is broken", e);
        }
    }

    private static TraceDictionary known(byte[] bytes) {
        int number = (int) Zstd.getDictIdFromDict(bytes);
        if (number == NONE) {
            throw new IllegalArgumentException("a dictionary without a number");
        }
        return KNOWN.computeIfAbsent(number, unknown -> new TraceDictionary(bytes));
    }

    /** The dictionary of that number. */
    static TraceDictionary numbered(int number) {
        var dictionary = KNOWN.get(number);
        if (dictionary == null) {
            throw new IllegalStateException("the dictionary of a stored trace is missing");
        }
        return dictionary;
    }

    /** Adds it to a commit's data. */
    public void addTo(Map<String, String> commitData) {
        commitData.put(KEY, Base64.getEncoder().encodeToString(bytes));
    }

    /** The compressor of this thread. */
    Compressor compressor() {
        return compressor.get();
    }

    /** The decompressor of this thread. */
    Decompressor decompressor() {
        return decompressor.get();
    }
}
