"""The questions of expected.json. Those in MLflow's grammar are answered by the server itself; the others by the predicate
written beside them, plain Python over the exported traces, so that no answer comes from trawl.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Callable, Iterator


@dataclass(frozen=True)
class Question:
    filter: str  # {eval-2.3.1} stands for the id of that run
    note: str
    holds: Callable[[dict], bool] | None = None

    @property
    def source(self) -> str:
        return "python" if self.holds else "mlflow"


def answer_in_python(question: Question, traces: list[dict]) -> list[str]:
    """The ids of the traces for which the question's predicate holds, in the order of `traces` (newest first)."""
    return [trace["info"]["trace_id"] for trace in traces if question.holds(trace)]


# What the predicates look at --------------------------------------------------------------------------------------------


def tag(trace: dict, key: str) -> str | None:
    return trace["info"].get("tags", {}).get(key)


def metadata(trace: dict, key: str) -> str | None:
    return trace["info"].get("trace_metadata", {}).get(key)


def total_tokens(trace: dict) -> int:
    return json.loads(metadata(trace, "mlflow.trace.tokenUsage") or "{}").get("total_tokens", 0)


def milliseconds(time: str) -> float:
    return datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp() * 1000


def spans(trace: dict, name: str | None = None) -> list[dict]:
    return [span for span in trace["data"]["spans"] if name in (None, span["name"])]


def value(span: dict, key: str) -> Any:
    """An attribute's value; attributes are stored as JSON text."""
    return json.loads(span["attributes"][key]) if key in span["attributes"] else None


def duration_ms(span: dict) -> float:
    return (span["end_time_unix_nano"] - span["start_time_unix_nano"]) / 1e6


def failed(span: dict) -> bool:
    return span["status"]["code"] == "STATUS_CODE_ERROR"


def words(value: Any) -> Iterator[str]:
    """Every text inside a value, as a person reads it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


def texts(span: dict) -> list[str]:
    """The texts of a span: name, status message, attributes, events."""
    found = [span["name"], span["status"].get("message", "")]
    for key, text in span["attributes"].items():
        found += [key, *words(json.loads(text))]
    for event in span["events"]:
        found += [event["name"], *words(event["attributes"])]
    return found


def says(trace: dict, pattern: str) -> bool:
    return any(re.search(pattern, text) for span in spans(trace) for text in texts(span))


def feedback(trace: dict, name: str) -> list[Any]:
    """The valid values of that name."""
    found = trace["info"].get("assessments", [])
    return [a["feedback"].get("value") for a in found if a["assessment_name"] == name and "feedback" in a and a.get("valid", True)]


DEPLOY_MS = milliseconds("2026-03-05T14:02:11.480Z")

QUESTIONS = [
    # In MLflow's grammar: answered by the server.
    Question("status = 'ERROR'", "what failed"),
    Question("status = 'IN_PROGRESS'", "begun and never ended: three voice calls with spans, two mails without"),
    Question("span.name = 'track_parcel' AND span.status = 'ERROR'", "the tool that fails more often after the deploy"),
    Question("span.name = 'track_parcel' AND span.status = 'ERROR' AND timestamp_ms < 1772719331480", "the same before the deploy"),
    Question("name = 'deploy'", "the deploy itself"),
    Question("trace.text LIKE '%fmk_live_EXAMPLE_9c41d0b7e2a86f35%'", "the leaked key: in the exception event of one span, in no preview"),
    Question("trace.text ILIKE '%IGNORE THE PREVIOUS INSTRUCTIONS%'", "an instruction hidden in a product review"),
    Question("execution_time_ms > 15000", "slow: the night of the re-indexing, the refund loop and the deploy"),
    Question("span.type = 'RETRIEVER' AND trace.text LIKE '%slow_query%'", "slow searches by their event"),
    Question("tags.channel = 'mail' AND status != 'OK'", "a tag and the state"),
    Question("tags.env IS NULL", "no environment: evaluations and voice calls"),
    Question("tags.incident LIKE 'INC-2026-%'", "the incident"),
    Question("tags.language RLIKE '^(ru|uk)$'", "Cyrillic languages"),
    Question("trace.text LIKE '%Где мой заказ%' AND span.type = 'AGENT'", "Cyrillic text, as written"),
    Question("trace.text LIKE '%Θεσσαλονίκη%'", "Greek, in answers and in what a tool returned"),
    Question("trace.text LIKE '%ส่งได้ภายในวันนี้%'", "Thai, a script without spaces"),
    Question("trace.text LIKE '%明天上午%'", "Chinese"),
    Question("trace.text LIKE '%バッテリー%'", "Japanese"),
    Question("trace.text LIKE '%환불%'", "Korean"),
    Question("trace.text LIKE '%طلبي%'", "Arabic"),
    Question("trace.text LIKE '%ऑर्डर%'", "Devanagari with combining vowel signs"),
    Question("trace.text LIKE '%האחריות%'", "Hebrew"),
    Question("trace.text LIKE '%👩🏻‍🔧%'", "one emoji of four code points"),
    Question("metadata.`mlflow.trace.session` = 'chat-904-e55'", "the six turns of the angry customer"),
    Question("feedback.customer_mood = 'furious'", "judged once for the conversation: all six turns"),
    Question("feedback.correctness = 'dangerous'", "what a person made of the judge's verdict"),
    Question("feedback.correctness = 'correct' AND timestamp_ms < 1772600000000", "the overridden verdict is not seen; and the first evaluation is later, so nothing is left"),
    Question("feedback.groundedness < 0.4", "answers that the judge calls made up"),
    Question("feedback.tone IS NOT NULL", "judge errors: feedback with an error instead of a value"),
    Question("expectation.expected_answer IS NOT NULL AND feedback.correctness = 'wrong' AND run_id = '{eval-2.4.0}'", "what version 2.4.0 got wrong"),
    Question("run_id = '{eval-2.3.1}'", "the twenty traces made inside one run"),
    Question("prompt = 'pip-system/2' AND status = 'ERROR'", "failures with the second version of the prompt"),
    Question("client_request_id LIKE 'mail-%'", "traces without spans have ids of their own"),
    # Beyond it: answered by the predicate.
    Question(
        "status = 'ERROR' OR feedback.thumbs = 'down'",
        "OR over two kinds of fields",
        lambda t: t["info"]["state"] == "ERROR" or "down" in feedback(t, "thumbs"),
    ),
    Question(
        "tag.intent = 'order_status' AND NOT span.name = 'search_manuals' AND NOT tag.language = 'en'",
        "NOT is about the trace: none of its spans is called so",
        lambda t: tag(t, "intent") == "order_status" and not spans(t, "search_manuals") and tag(t, "language") != "en",
    ),
    Question(
        "NOT span.name = 'compose_answer' AND tag.env = 'prod'",
        "no answer was written: lost, unfinished or something else",
        lambda t: not spans(t, "compose_answer") and tag(t, "env") == "prod",
    ),
    Question(
        "(tag.channel = 'app' OR tag.channel = 'mail') AND status = 'ERROR' AND timestamp_ms >= '2026-03-05T14:02:11.480Z'",
        "parentheses, and a time as people write it",
        lambda t: tag(t, "channel") in ("app", "mail") and t["info"]["state"] == "ERROR" and milliseconds(t["info"]["request_time"]) >= DEPLOY_MS,
    ),
    Question(
        r"trace.text RLIKE 'RF-704(1[1-9]|2[0-4])'",
        "the refunds of the loop by their numbers, a regular expression over all text",
        lambda t: says(t, r"RF-704(1[1-9]|2[0-4])"),
    ),
    Question(
        r"trace.text RLIKE '(?i)bearer\s+fmk_[a-z]+_\w{20,}'",
        "anything that looks like a key of the company",
        lambda t: says(t, r"(?i)bearer\s+fmk_[a-z]+_\w{20,}"),
    ),
    Question(
        "span.attributes.`http.timeout_ms` = 200 AND span.status = 'ERROR'",
        "a number of the same span that failed",
        lambda t: any(value(s, "http.timeout_ms") == 200 and failed(s) for s in spans(t)),
    ),
    Question(
        "span.name = 'issue_refund' AND span.attributes.`tool.attempt` > 3",
        "repeated refunds",
        lambda t: any((value(s, "tool.attempt") or 0) > 3 for s in spans(t, "issue_refund")),
    ),
    Question(
        "span.type = 'RETRIEVER' AND span.duration_ms > 20s",
        "one slow step",
        lambda t: any(value(s, "mlflow.spanType") == "RETRIEVER" and duration_ms(s) > 20_000 for s in spans(t)),
    ),
    Question(
        "span.attributes.model = 'vireo-2-pro' AND span.attributes.`mlflow.chat.tokenUsage`.input_tokens > 1000",
        "a value inside an attribute's object, on the same span as the model's name",
        lambda t: any(value(s, "model") == "vireo-2-pro" and value(s, "mlflow.chat.tokenUsage")["input_tokens"] > 1000 for s in spans(t)),
    ),
    Question(
        "trace.total_tokens > 1140",
        "token usage of the whole trace, as the server added it up",
        lambda t: total_tokens(t) > 1140,
    ),
    Question(
        "trace.cost > 0.05",
        "what cost more than five cents: the refund loop",
        lambda t: json.loads(metadata(t, "mlflow.trace.cost") or "{}").get("total_cost", 0) > 0.05,
    ),
    Question(
        "span.inputs LIKE '%Do you even read this???%'",
        "what the customer wrote, not what was repeated elsewhere",
        lambda t: any("Do you even read this???" in text for s in spans(t) for text in words(value(s, "mlflow.spanInputs"))),
    ),
    Question(
        "span.events LIKE '%catalogue.py%' AND span.events LIKE '%KeyError%'",
        "by a file in the stack trace",
        lambda t: any("catalogue.py" in json.dumps(s["events"]) and "KeyError" in json.dumps(s["events"]) for s in spans(t)),
    ),
    Question(
        'trace.text LIKE \'%ships "today", three%\'',
        "quotes as the customer wrote them",
        lambda t: says(t, 'ships "today", three'),
    ),
    Question(
        "trace.text ILIKE '%пЕрЕдНиЙ ТоРмОз%'",
        "case folded in Cyrillic",
        lambda t: says(t, "(?i)передний тормоз"),
    ),
    Question(
        "tag.intent = 'refund' AND EXISTS(span.name = 'search_manuals') AND EXISTS(span.name = 'issue_refund' AND span.status = 'OK')",
        "two spans of one trace",
        lambda t: tag(t, "intent") == "refund" and bool(spans(t, "search_manuals")) and any(not failed(s) for s in spans(t, "issue_refund")),
    ),
    Question(
        "metadata.turn >= 4",
        "a number kept as text in the metadata",
        lambda t: (metadata(t, "turn") or "0").isdigit() and int(metadata(t, "turn") or 0) >= 4,
    ),
    Question(
        "feedback.stars BETWEEN 1 AND 3",
        "a range",
        lambda t: any(1 <= v <= 3 for v in feedback(t, "stars")),
    ),
    Question(
        "tag.language NOT LIKE 'en%' AND tag.`app.version` = '2.4.0'",
        "NOT LIKE on one tag, a quoted key on another",
        lambda t: tag(t, "language") is not None and not tag(t, "language").startswith("en") and tag(t, "app.version") == "2.4.0",
    ),
]
