package dev.trawl.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input, which another thread may close while one waits in it for what never comes: that one ends with an {@link
 * IOException}. A {@link FileInputStream} would let it wait.
 */
final class StandardInput extends InputStream {
    private final FileInputStream stream = new FileInputStream(FileDescriptor.in);
    private final FileChannel channel = stream.getChannel();

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer, offset, length));
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
