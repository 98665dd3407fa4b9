"""What is asked: for each row of the target table some filters, and how each peer is asked the same."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Row(Enum):
    """A row of the target table, for searches in a warm process."""

    RARE = "LIKE/ILIKE, rare or absent"
    COMMON_PAGE = "LIKE, common word"
    COMMON_COUNT = "word, however common"
    PHRASE = "phrase of common words"
    REGEX = "RLIKE with a literal part"
    REGEX_BARE = "RLIKE without a literal part"
    SHORT = "1-3 characters, CJK, emoji, digits in ids"
    SPAN_NUMBERS = "`span.attributes.k > n`"
    STRUCTURED = "structured filters"
    COMBINED = "text with selective structured filters"
    TAG_VALUES = "`tag.k LIKE`, another value in each trace"


@dataclass(frozen=True)
class Question:
    """
    A filter, what trawl is asked for, and how the peers are asked the same; those that cannot be are left out.

    ripgrep and DuckDB look at whole lines, so they also count traces that have the text outside of spans, and miss what stands there
    in another form of escapes.
    """

    row: Row
    filter: str
    page: bool = True
    count: bool = True
    ripgrep: list[str] | None = None
    duckdb: str | None = None
    fts5: str | None = None
    # For Row.COMBINED: the selective side alone.
    smaller: str | None = None


def like(row: Row, text: str, ignore_case: bool = False, **more) -> Question:
    """A text anywhere in a span. For the peers a text that JSON escapes is written as the JSON in the JSON of the span has it."""
    escaped = as_stored(text)
    operator = "ILIKE" if ignore_case else "LIKE"
    sql = "SELECT count(*) FROM traces WHERE " + (
        f"line ILIKE '%{pattern(escaped)}%' ESCAPE '\\'" if ignore_case else f"contains(line, '{quoted(escaped)}')"
    )
    filter = f"trace.text {operator} '%{quoted(pattern(text))}%'"
    if not more.get("count", True):
        return Question(row, filter, **more)
    return Question(
        row,
        filter,
        ripgrep=["-F", *(["-i"] if ignore_case else []), "--", escaped],
        duckdb=sql,
        fts5=None if ignore_case or len(escaped) < 3 else fts5_phrase(escaped),
        **more,
    )


def regex(row: Row, expression: str, ripgrep: str | None = None, **more) -> Question:
    return Question(
        row,
        f"trace.text RLIKE '{quoted(expression)}'",
        ripgrep=["--", ripgrep or expression],
        duckdb=f"SELECT count(*) FROM traces WHERE regexp_matches(line, '{quoted(expression)}')",
        **more,
    )


def fts5_phrase(text: str) -> str:
    phrase = quoted('"' + text.replace('"', '""') + '"')
    return f"SELECT count(DISTINCT s.trace) FROM text JOIN spans s ON s.number = text.rowid WHERE text MATCH '{phrase}'"


def as_stored(text: str) -> str:
    """The text as it mostly stands in a line: inside a JSON text inside a JSON text."""
    for _ in range(2):
        text = json.dumps(text, ensure_ascii=False)[1:-1]
    return text


def quoted(text: str) -> str:
    return text.replace("'", "''")


def pattern(text: str) -> str:
    return re.sub(r"([%_])", r"\\\1", text)


def first_needles(file: Path) -> dict[str, str]:
    """For each kind of needle the rarest one that was placed."""
    kinds: dict[str, tuple[int, str]] = {}
    for needle in json.loads(file.read_text())["needles"]:
        if needle["df"]:
            kinds[needle["kind"]] = min(kinds.get(needle["kind"], (1 << 30, "")), (needle["df"], needle["needle"]))
    return {kind: text for kind, (_, text) in kinds.items()}


def all_needles(file: Path) -> dict[str, list[str]]:
    """Every needle, and the traces that contain it."""
    return {needle["needle"]: needle["trace_ids"] for needle in json.loads(file.read_text())["needles"]}


def questions(needles: Path, trace_id: str) -> list[Question]:
    """
    All questions.

    :param trace_id: one that exists, for the most selective of structured filters
    """
    rare = first_needles(needles)
    newest = "line::JSON->>'$.info.request_time' DESC LIMIT 100"
    state = "line::JSON->>'$.info.state'"

    def selective(structured: str, text: str, **more) -> Question:
        return Question(Row.COMBINED, f"{structured} AND {text}", smaller=structured, **more)

    return [
        *(like(Row.RARE, rare[kind]) for kind in sorted(rare) if kind not in ("cjk", "emoji")),
        like(Row.RARE, "zzqqxx"),
        like(Row.RARE, "no such words anywhere"),
        *(like(Row.RARE, rare[kind].upper(), ignore_case=True) for kind in ("email", "uuid", "phrase") if kind in rare),
        *(like(Row.COMMON_PAGE, word, count=False) for word in ("assistant", "customer", "timeout", "search")),
        *(like(Row.COMMON_COUNT, word, page=False) for word in ("customer", "assistant", "timeout", "escalate", "parameter")),
        *(like(Row.PHRASE, words) for words in ("timeout after", "value of the parameter", "deprecated since", "has been failing since")),
        like(Row.PHRASE, "The customer"),
        regex(Row.REGEX, "INC-[0-9]{6}"),
        regex(Row.REGEX, "(?i)timeout.*retry"),
        regex(Row.REGEX, "TimeoutError|RateLimitError|ContextWindowExceededError"),
        regex(Row.REGEX, "(refund|return) (policy|request)"),
        regex(Row.REGEX, r"Error code: \d+ - \w+"),
        # In RE2, \b and \d know ASCII only; ripgrep is told to do the same, which also makes it many times quicker.
        regex(Row.REGEX, r"\b\d{1,3}(\.\d{1,3}){3}\b", ripgrep=r"(?-u:\b)(?-u:\d){1,3}(\.(?-u:\d){1,3}){3}(?-u:\b)"),
        regex(Row.REGEX_BARE, "[A-Z]{3}[0-9]{9}[a-z]"),
        regex(Row.REGEX_BARE, "[a-z]{4}[0-9]{4}[A-Z]{2}"),
        regex(Row.REGEX_BARE, r"[0-9a-f]{12}(?:[A-Z]{2}|=)"),
        *(like(Row.SHORT, text) for text in ("e", "q7", "=>", "A9f", "数", "データ", "文档", "🧬", "🎉", "8-4", "f3a", "a1b2", "Zm9", "==")),
        *(like(Row.SHORT, rare[kind]) for kind in ("cjk", "emoji") if kind in rare),
        Question(Row.SPAN_NUMBERS, "span.attributes.`mlflow.chat.tokenUsage`.total_tokens > 5000"),
        Question(Row.SPAN_NUMBERS, "span.attributes.temperature > 0.9"),
        Question(Row.SPAN_NUMBERS, "span.attributes.`gen_ai.usage.input_tokens` > 2000"),
        Question(Row.STRUCTURED, "", duckdb=f"SELECT line FROM traces ORDER BY {newest}"),
        Question(Row.STRUCTURED, "status = 'ERROR'", duckdb=f"SELECT line FROM traces WHERE {state} = 'ERROR' ORDER BY {newest}"),
        Question(Row.STRUCTURED, "tag.environment = 'production'"),
        Question(Row.STRUCTURED, "status = 'ERROR' AND tag.environment = 'staging'"),
        Question(Row.STRUCTURED, "execution_time_ms > 60000"),
        Question(Row.STRUCTURED, "span.name = 'run_sql' AND span.status = 'ERROR'"),
        Question(Row.STRUCTURED, "span.type = 'RETRIEVER' AND tag.team = 'platform'"),
        Question(Row.STRUCTURED, "metadata.`mlflow.trace.user` LIKE 'a%' AND status = 'OK'"),
        Question(Row.STRUCTURED, "NOT tag.environment = 'production'"),
        selective(f"trace.id = '{trace_id}'", "trace.text LIKE '%assistant%'"),
        selective(f"trace.id = '{trace_id}'", "trace.text RLIKE '[a-z]{4}[0-9]{4}[A-Z]{2}'"),
        selective("tag.`customer tier` = 'gold' AND status = 'ERROR'", "trace.text LIKE '%value of the parameter%'"),
        selective("metadata.tenant_id = 'tnt_0030'", "trace.text ILIKE '%the customer%'"),
        selective(f"trace.text LIKE '%{quoted(rare.get('ticket', 'zzqqxx'))}%'", "status = 'OK'"),
    ]
