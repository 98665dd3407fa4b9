package dev.trawl.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCommandsTest {
    @TempDir
    static Path index;

    @TempDir
    static Path mails;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(
                index,
                List.of(
                        trace("tr-1", "10:00", "it's", "OK", "one"),
                        trace("tr-2", "10:05", "it's", "ERROR", "two"),
                        trace("tr-3", "09:00", "a_b", "OK", "three"),
                        trace("tr-4", "08:00", "axb", "OK", "four")));
        RecordedTraces.index(
                mails,
                List.of(
                        trace("tr-5", "08:00", "ann@mail.example", "OK", "five"),
                        trace("tr-6", "08:00", "ann@work.example", "OK", "six")));
    }

    @Test
    void sessionsAreListedTheLastActiveFirst() {
        assertThat(run("sessions")).isEqualTo(new Ended(0, """
            session  last                 turns  failed  user  judged
            it's     2026-03-09 10:05:00      2       1  ann
            a_b      2026-03-09 09:00:00      1       0  ann
            axb      2026-03-09 08:00:00      1       0  ann
            """, "3 sessions\n"));
        assertThat(run("sessions", "--limit", "2").err()).isEqualTo("2 of 3 sessions; --limit 0 shows all\n");
        assertThat(run("sessions", "--limit", "3").err()).isEqualTo("3 sessions\n");
        assertThat(run("sessions", "--output", "ids", "--limit", "2").out()).isEqualTo("it's\na_b\n");
        assertThat(run("sessions", "--output", "ids", "--limit", "0").out()).isEqualTo("it's\na_b\naxb\n");
        assertThat(run("sessions", "status = 'ERROR' -- only", "--output", "csv")
                        .out())
                .isEqualTo("""
                    session,turns,failed,first,last,user,judged
                    it's,1,1,2026-03-09T10:05:00Z,2026-03-09T10:05:00Z,ann,
                    """);
        assertThat(run("sessions", "nmae = 'x'").err()).startsWith("filter:1:1: unknown field nmae");
        assertThat(run("sessions", "timestamp = 0")).isEqualTo(new Ended(0, "", "0 sessions\n"));
        assertThat(run("sessions", "status = 'EROR'").err())
                .isEqualTo("0 sessions\ntrawl: the index has no trace.status 'EROR'; did you mean 'ERROR'?\n");
        assertThat(run("sessions", "stauts = 'OK'", "--output", "jsonl").err())
                .startsWith("{\"problems\": [{\"in\": \"filter\", ");
    }

    @Test
    void aSessionIsItsConversationInOrder() {
        assertThat(run("session", "it")).isEqualTo(new Ended(0, """
            session it's · 2 turns, 1 failed · user ann
            2026-03-09 10:00:00 to 2026-03-09 10:05:00 UTC

            1  2026-03-09 10:00:00  OK  5 ms  tr-1
              user
                one
              assistant
                to one

            2  2026-03-09 10:05:00  ERROR  5 ms  tr-2
              user
                two
              assistant
                to two
            """, ""));
    }

    @Test
    void theBeginningOfASessionsIdIsTakenLiterally() {
        assertThat(run("session", "a_").out()).startsWith("session a_b");
        assertThat(run("session", "a").err()).isEqualTo("trawl: several sessions begin with 'a':\n  a_b\n  axb\n");
        assertThat(run("session", "nobody").err())
                .isEqualTo("trawl: there is no session 'nobody'; trawl sessions lists them\n");
        assertThat(run("session", "a-b").err()).isEqualTo("trawl: there is no session 'a-b'; did you mean 'a_b'?\n");
    }

    @Test
    void anIdMayHaveQuotesAndBackslashes(@TempDir Path odd) {
        RecordedTraces.index(
                odd,
                List.of(
                        trace("tr-1", "10:03", "C:\\\\new", "OK", "one"),
                        trace("tr-2", "10:02", "a\\\\'b", "OK", "two"),
                        trace("tr-3", "10:01", "C:\\\\", "OK", "three")));

        assertThat(Command.PLAIN.on(odd).run("sessions", "--output", "ids").out())
                .isEqualTo("C:\\new\na\\'b\nC:\\\n");
        assertThat(Command.PLAIN.on(odd).run("session", "a\\'b").out()).startsWith("session a\\'b · 1 turn");
        assertThat(Command.PLAIN.on(odd).run("session", "C:\\n").out()).startsWith("session C:\\new · 1 turn");
        assertThat(Command.PLAIN.on(odd).run("session", "C").err())
                .isEqualTo("trawl: several sessions begin with 'C':\n  C:\\new\n  C:\\\n");
    }

    @Test
    void longIdsOfSessionsAreCutInAMessage(@TempDir Path odd) {
        var long1 = "s".repeat(5_000);
        RecordedTraces.index(
                odd,
                List.of(
                        trace("tr-1", "10:03", long1 + "1", "OK", "a"),
                        trace("tr-2", "10:02", long1 + "2", "OK", "b")));
        var cut = "  " + "s".repeat(117) + "…\n";

        assertThat(Command.PLAIN.on(odd).run("session", "ss").err())
                .isEqualTo("trawl: several sessions begin with 'ss':\n" + cut + cut);
    }

    @Test
    void neitherTheHeadOfASessionNorAMessageTellsWhatIsRedacted() {
        assertThat(redacted("session", "ann@m").out())
                .matches("(?s)session \\[email:\\w+\\] · 1 turn · user \\[private:\\w+\\]\n.*to five\n");
        assertThat(redacted("session", "ann@").err())
                .matches("trawl: several sessions begin with 'ann@':\n(  \\[email:\\w+\\]\n){2}");
        assertThat(redacted("session", "ann@male.example").err())
                .matches("trawl: there is no session 'ann@male.example'; did you mean '\\[email:\\w+\\]'\\?\n");
    }

    private static Ended redacted(String verb, String id) {
        return Command.PLAIN
                .on(mails)
                .with("TRAWL_REDACT_KEY", "k")
                .run(verb, id, "--redact", "email", "--redact", "regex:^ann$");
    }

    private static Ended run(String... arguments) {
        return Command.PLAIN.on(index).run(arguments);
    }

    private static Trace trace(String id, String time, String session, String state, String said) {
        return TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "%s", "request_time": "2026-03-09T%s:00Z", "state": "%s", "execution_duration_ms": 5,
              "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}},
              "trace_metadata": {"mlflow.trace.session": "%s", "mlflow.trace.user": "ann"},
              "request_preview": "{\\"message\\": \\"%s\\"}", "response_preview": "to %s"}}
            """.formatted(id, time, state, session, said, said)));
    }
}
