package dev.trawl.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.PythonJson;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatMessagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"messages": [{"role": "system", "content": "be kind"}, {"role": "user", "content": [{"type": "text", "text": "hi"}, {"type": "image_url", "image_url": {}}]}]} | system: be kind; user: hi [image_url]
        {"choices": [{"message": {"role": "assistant", "content": null, "tool_calls": [{"id": "1", "function": {"name": "find", "arguments": "{\\"q\\": 1}"}}]}}]} | assistant: find({"q": 1})
        {"messages": [{"role": "tool", "tool_call_id": "1", "content": "42"}]} | tool: 42
        {"instructions": "be brief", "input": "hello"} | system: be brief; user: hello
        {"input": [{"role": "user", "content": [{"type": "input_text", "text": "a"}]}, {"type": "function_call_output", "output": "b"}]} | user: a; tool: b
        {"output": [{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "x"}]}, {"type": "function_call", "name": "f", "arguments": "{}"}]} | assistant: x; assistant: f({})
        {"system": "s", "messages": [{"role": "user", "content": [{"type": "tool_result", "content": [{"type": "text", "text": "r"}]}]}]} | system: s; tool: r
        {"role": "assistant", "content": [{"type": "text", "text": "t"}, {"type": "tool_use", "name": "g", "input": {"a": 1}}]} | assistant: t g({"a": 1})
        [[{"type": "system", "content": "s"}, {"type": "human", "content": "h"}, {"type": "ai", "content": "", "tool_calls": [{"name": "k", "args": {"z": 0}}]}]] | system: s; user: h; assistant: k({"z": 0})
        {"lc": 1, "type": "constructor", "id": ["HumanMessage"], "kwargs": {"content": "c", "type": "human"}} | user: c
        {"generations": [[{"text": "g", "message": {"type": "ai", "content": "g"}}]]} | assistant: g
        {"contents": [{"role": "user", "parts": [{"text": "p"}]}]} | user: p
        {"candidates": [{"content": {"role": "model", "parts": [{"text": "m"}, {"functionCall": {"name": "f", "args": {}}}]}}]} | assistant: m f({})
        {"contents": "weather in Rome?", "model": "gemini"} | user: weather in Rome?
        {"contents": ["look", {"text": "here"}, {"inline_data": {"mime_type": "image/png", "data": "AA=="}}, {"fileData": {"fileUri": "gs://a"}}], "model": "gemini"} | user: look here [inline_data] [file_data]
        {"contents": [{"text": null, "inline_data": {"data": "AA=="}}]} | user: [inline_data]
        {"contents": {"parts": [{"text": "p"}], "role": null}, "config": {"system_instruction": {"parts": [{"text": "be kind"}]}}} | system: be kind; user: p
        {"contents": ["a", {"role": "model", "parts": [{"text": "b"}]}, "c"], "config": {"system_instruction": "s"}} | system: s; user: a; assistant: b; user: c
        {"contents": [{"role": "model", "parts": [{"text": null, "function_call": {"name": "f", "args": {"a": 1}}, "inline_data": null}]}, {"role": "user", "parts": [{"function_response": {"name": "f", "response": {"temp": 21}}}]}]} | assistant: f({"a": 1}); tool: {"temp": 21}
        {"contents": [{"role": "function", "parts": [{"functionResponse": {"name": "f", "response": {"temp": 21}}}]}]} | tool: {"temp": 21}
        {"candidates": [{"content": {"role": null, "parts": [{"function_call": {"name": "f", "args": {}}}, {"executable_code": {"code": "1"}}]}}]} | assistant: [executable_code] f({})
        {"path": "a.txt", "contents": "no chat"} |
        {"contents": [], "model": "gemini"} |
        {"contents": [{"id": 1}], "model": "gemini"} |
        {"messages": [{"role": "tool", "content": {"temp": 21}}, {"role": "function", "name": "f", "content": {"type": "Point"}}]} | tool: {"temp": 21}; tool: {"type": "Point"}
        {"messages": [{"role": "tool", "content": 21}, {"role": "tool", "content": [{"temp": 21}, {"temp": 22}]}, {"type": "function_call_output", "output": {"ok": true}}]} | tool: 21; tool: {"temp": 21} {"temp": 22}; tool: {"ok": true}
        {"messages": [{"role": "user", "content": [{"type": "tool_result", "content": {"temp": 21}}]}]} | tool: {"temp": 21}
        {"choices": [{"message": {"role": "assistant", "content": null, "refusal": "I cannot."}}]} | assistant: I cannot.
        {"messages": [{"role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]}]} | assistant: No.
        {"messages": [{"role": "assistant", "content": null, "refusal": null, "function_call": {"name": "f", "arguments": "{}"}}, {"role": "assistant", "function_call": {"name": "g", "arguments": {"a": 1}}}]} | assistant: f({}); assistant: g({"a": 1})
        {"messages": [{"role": "assistant", "content": null, "function_call": null}]} |
        {"system": {"cpu": 3}, "config": {"system_instruction": 4}} |
        {"query": "no chat", "k": 3} |
        "text" |
        """)
    void messagesAreReadInTheFormsOfTheUsualLibraries(String json, String expected) {
        var shown = ChatMessages.in(PythonJson.parse(json)).stream()
                .map(message -> message.role() + ": " + message.text().replace('\n', ' ')
                        + message.calls().stream()
                                .map(call -> (message.text().isEmpty() ? "" : " ") + call.name() + "("
                                        + call.arguments() + ")")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));

        assertThat(shown).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"message": "Where is it?", "language": "en"} | Where is it?
        {"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]} | b
        "plain" | plain
        {"a": 1} | {"a": 1}
        """)
    void whatAPersonSaidIsTheTextThatMatters(String json, String expected) {
        assertThat(Utterance.of(PythonJson.parse(json))).isEqualTo(expected);
    }
}
