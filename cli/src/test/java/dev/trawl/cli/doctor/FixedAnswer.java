package dev.trawl.cli.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** A server that answers every request with the same, until it is closed. */
final class FixedAnswer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    FixedAnswer(int status, String body) throws IOException {
        var answer = "HTTP/1.1 " + status + " As asked\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
        Thread.ofVirtual().start(() -> serve(answer));
    }

    private void serve(String answer) {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                var request = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                var line = request.readLine();
                while (line != null && !line.isEmpty()) {
                    line = request.readLine();
                }
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
