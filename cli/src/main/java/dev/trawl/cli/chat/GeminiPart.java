package dev.trawl.cli.chat;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A kind of part that Gemini's messages have beside text: an object with one member, named for the kind. Python's library spells
 * the names with underscores, which is what MLflow logs and reads ({@code mlflow/gemini/genai_semconv_converter.py}, 3.17.2);
 * the REST API writes them in camel case.
 */
enum GeminiPart {
    FUNCTION_CALL("function_call", "functionCall"),
    FUNCTION_RESPONSE("function_response", "functionResponse"),
    INLINE_DATA("inline_data", "inlineData"),
    FILE_DATA("file_data", "fileData"),
    EXECUTABLE_CODE("executable_code", "executableCode"),
    CODE_EXECUTION_RESULT("code_execution_result", "codeExecutionResult");

    private final String inPython;
    private final String inRest;

    GeminiPart(String inPython, String inRest) {
        this.inPython = inPython;
        this.inRest = inRest;
    }

    /** Of which kind a part is; empty for a text and for parts of other libraries. */
    static Optional<GeminiPart> of(JsonNode part) {
        return Stream.of(values()).filter(kind -> kind.in(part).isObject()).findFirst();
    }

    /** What a part of this kind holds; missing or null in parts of other kinds. */
    JsonNode in(JsonNode part) {
        var value = part.path(inPython);
        return value.isObject() ? value : part.path(inRest);
    }

    /** What stands in a transcript for what is no text. */
    String marker() {
        return "[" + inPython + "]";
    }
}
