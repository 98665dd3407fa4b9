"""Random filters in MLflow's grammar, derived from what a server holds so that most of them find something; some are spoiled on purpose."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass

from support.server_data import HeldTrace, Span

COMPARED = ["=", "!=", "<", "<=", ">", ">="]
PATTERNS = ["LIKE", "ILIKE", "RLIKE"]
NULL = ["IS NULL", "IS NOT NULL"]
ABSENT = ["no such thing", "zzz", "", "'", '"', "%", "x" * 300]
SEPARATORS = [" AND "] * 20 + [" and ", "  AND  ", " And\n", " ", " AND AND "]
BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")
WORDS = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|[\w.]+|[<>=!]+|\S""")


@dataclass(frozen=True)
class Asked:
    """A search: a filter, the conditions that it joins (none when it was spoiled), the order, where, and the size of a page."""

    filter: str
    conditions: tuple[str, ...]
    order_by: tuple[str, ...]
    experiments: tuple[str, ...]
    page: int


def quoted(text: str) -> str:
    """A literal. MLflow has no escapes, so that a text with both quotes cannot be written: it loses one kind."""
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace('"', "") + '"'


class RandomFilters:
    def __init__(self, traces: dict[str, HeldTrace], experiments: list[str]):
        self.traces, self.experiments = list(traces.values()), experiments
        self.runs = sorted({name for trace in self.traces for kind, name in trace.associated if kind == "run"})
        self.keys = {
            part: sorted({key for trace in self.traces for key in trace.info.get(part, {})}) for part in ("tags", "trace_metadata")
        }

    def asked(self, seed: str) -> Asked:
        """The search of a seed; the same for the same traces."""
        r = self.r = random.Random(seed)
        self.trace = r.choice(self.traces)
        self.span = r.choice(self.trace.spans) if self.trace.spans else None
        conditions = [self.condition() for _ in range(r.choices([1, 2, 3, 4, 5], [40, 28, 17, 9, 6])[0])]
        filter = conditions[0] + "".join(r.choice(SEPARATORS) + each for each in conditions[1:])
        order = tuple(self.order() for _ in range(r.choices([0, 1, 2, 3], [50, 30, 15, 5])[0]))
        where = tuple(self.experiments) if r.random() < 0.6 else tuple(sorted(r.sample(self.experiments, r.randint(1, len(self.experiments)))))
        page = 500 if r.random() < 0.9 else r.randint(40, 499)
        if r.random() < 0.12:
            return Asked(self.spoiled(filter), (), order, where, page)
        return Asked(filter, tuple(conditions), order, where, page)

    # --- conditions

    def condition(self) -> str:
        r = self.r
        kinds = [
            (self.status, 5), (self.ids, 4), (self.number, 11), (self.name, 7), (self.tag, 16), (self.metadata, 12), (self.usage, 2),
            (self.run, 3), (self.prompt, 3), (self.text, 11), (self.span_column, 13), (self.attribute, 3), (self.judgement, 15), (self.issue, 2),
        ]  # fmt: skip
        return r.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]()

    def status(self) -> str:
        return self.compared(self.attribute_key("status"), self.trace.info["state"], ["OK", "ERROR", "IN_PROGRESS"], lists=True)

    def ids(self) -> str:
        if self.r.random() < 0.5:
            return self.compared(self.attribute_key("request_id"), self.trace.info["trace_id"], ["tr-0"], lists=True)
        others = [trace.info["client_request_id"] for trace in self.traces if "client_request_id" in trace.info]
        return self.compared(self.attribute_key("client_request_id"), self.trace.info.get("client_request_id", "Req-1_a"), others or ["x"], lists=True)

    def number(self) -> str:
        r, trace = self.r, self.other() if self.r.random() < 0.3 else self.trace
        key, value = r.choice([
            ("timestamp_ms", trace.milliseconds), ("timestamp", trace.milliseconds), ("execution_time_ms", trace.duration or 0),
            ("execution_time", trace.duration or 0), ("end_time_ms", trace.milliseconds + (trace.duration or 0)), ("end_time", trace.milliseconds),
        ])  # fmt: skip
        value += r.choice([0, 0, 0, 1, -1, 10_000, -10_000])
        spelled = r.choices([str(value), f"{value + 0.5}", f"{value}.0", f"{value}e0", f"'{value}'", "-1"], [80, 4, 3, 3, 6, 2])[0]
        return f"{self.attribute_key(key)} {self.operator(COMPARED)} {spelled}"

    def name(self) -> str:
        key = self.r.choices(["name", "trace.name", "attributes.name", "tags.name", "metadata.NAME", "feedback.name"], [8, 6, 4, 2, 1, 1])[0]
        return self.compared(key, self.trace.name or "chat", [trace.name or "x" for trace in self.traces[:50]], nulls=True)

    def tag(self) -> str:
        return self.keyed("tags", self.r.choice(["tag", "tags"]))

    def metadata(self) -> str:
        return self.keyed("trace_metadata", self.r.choice(["metadata", "metadata", "request_metadata"]))

    def keyed(self, part: str, entity: str) -> str:
        kept = self.trace.info.get(part, {})
        usual = [key for key in kept if key not in ("mlflow.trace.tokenUsage", "mlflow.trace.cost", "mlflow.linkedPrompts")]
        key = self.r.choice(sorted(usual)) if usual and self.r.random() < 0.8 else self.r.choice(self.keys[part])
        value = kept.get(key) or self.other().info.get(part, {}).get(key, "")
        if key in ("mlflow.trace.tokenUsage", "mlflow.trace.cost"):
            return self.usage()
        others = [trace.info.get(part, {}).get(key, "") for trace in self.r.sample(self.traces, 5)]
        return self.compared(f"{entity}.{self.spelled(key)}", value, others, nulls=True)

    def usage(self) -> str:
        key = self.r.choice(["mlflow.trace.tokenUsage", "mlflow.trace.cost"])
        value = (self.trace if self.r.random() < 0.7 else self.other()).info.get("trace_metadata", {}).get(key, "{}")
        return f"metadata.`{key}` " + self.r.choice([f"= {quoted(value)}", f"!= {quoted(value)}", *NULL])

    def run(self) -> str:
        run = self.trace.info.get("trace_metadata", {}).get("mlflow.sourceRun") or self.r.choice(self.runs or ["none"])
        key = self.r.choice(["run_id", "trace.run_id", "attribute.run_id", "metadata.`mlflow.sourceRun`", "metadata.run_id"])
        if self.r.random() < 0.5:
            return f"{key} = {quoted(run)}"
        return self.compared(key, run, self.runs, nulls=True)

    def prompt(self) -> str:
        prompts = [name for kind, name in self.trace.associated if kind == "prompt_version"]
        value = prompts[0] if prompts else self.r.choice(["support-system/1", "rag-answer/2", "none/1", "Rag-answer/2"])
        return f"{self.r.choice(['prompt', 'trace.prompt', 'tags.prompt'])} = {quoted(value)}"

    def text(self) -> str:
        r, span = self.r, self.some_span()
        begin = r.randrange(len(span.content))
        piece = span.content[begin : begin + r.choice([3, 5, 8, 12, 20, 40])]
        if r.random() < 0.04:
            piece = str(_decoded(piece))
        elif r.random() < 0.75:
            piece = max(re.split(r"[\"\\{}:\[\]_]+", piece), key=len)
        operator = "LIKE" if r.random() < 0.75 else "ILIKE"
        if operator == "ILIKE" and r.random() < 0.6:
            piece = piece.swapcase()
        pattern = piece if r.random() < 0.03 else f"%{piece}%" if r.random() < 0.85 else f"%{r.choice(span.content.split())}%{piece}%"
        return f"{r.choice(['trace.text', 'span.content', 'attribute.text', 'tags.text'])} {operator} {quoted(pattern)}"

    def span_column(self) -> str:
        span, column = self.some_span(), self.r.choices(["name", "type", "status"], [50, 25, 25])[0]
        others = [getattr(each, column) or "LLM" for each in self.other().spans]
        return self.compared(f"span.{column}", getattr(span, column) or "CHAT_MODEL", others or ["x"], lists=True, exact=True)

    def attribute(self) -> str:
        r, span = self.r, self.some_span()
        key = r.choice(sorted(span.attributes))
        value = json.loads(span.attributes[key]) if span.attributes[key].startswith('"') else span.attributes[key]
        word = max(re.split(r"\W+", str(value)[:200]), key=len)
        clause = r.choices([f"LIKE {quoted('%' + word + '%')}", f"RLIKE {quoted('^' + word)}", f"RLIKE {quoted(word)}", f"= {quoted(word)}"], [5, 3, 3, 1])[0]
        return f"span.attributes.{self.spelled(key)} {clause}"

    def judgement(self) -> str:
        r, trace = self.r, self.trace if self.trace.judged and self.r.random() < 0.8 else self.other()
        judged = [each for each in trace.judged if each[0] != "issue"] or [("feedback", "quality", '"good"')]
        kind, name, stored = r.choice(judged)
        key, value = f"{kind}.{self.spelled(name)}", json.loads(stored)
        if isinstance(value, float) and not isinstance(value, bool) and r.random() < 0.7:
            return f"{key} {self.operator(['<', '<=', '>', '>='])} {value + r.choice([0, 0, 0.5, -0.5])}"
        if r.random() < 0.2:
            return f"{key} {self.operator(NULL)}"
        text = value if isinstance(value, str) and r.random() < 0.8 else stored
        if r.random() < 0.6:
            return f"{key} {r.choice(['=', '!='])} {quoted(text)}"
        word = max(re.split(r"\W+", text, flags=re.ASCII), key=len)
        return f"{key} {self.operator(['LIKE', 'LIKE', 'ILIKE'])} {quoted(f'%{word}%' if r.random() < 0.8 else text)}"

    def issue(self) -> str:
        issues = [name for kind, name, _ in self.trace.judged if kind == "issue"]
        return f"issue.id = {quoted(issues[0] if issues else f'iss-{self.r.randint(0, 5):032x}')}"

    # --- parts of a condition

    def compared(self, key: str, value: str, others: list[str], lists: bool = False, nulls: bool = False, exact: bool = False) -> str:
        r = self.r
        kinds = [("=", 30), ("!=", 12), ("LIKE", 20), ("ILIKE", 14), ("RLIKE", 14), ("IN", 16 * lists), ("NOT IN", 6 * lists), ("null", 12 * nulls)]
        kind = r.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        if kind == "null":
            return f"{key} {self.operator(NULL)}"
        if kind in ("IN", "NOT IN"):
            choices = [self.near(value, others) for _ in range(r.randint(1, 4))]
            return f"{key} {kind} ({', '.join(repr(choice) for choice in choices)}{',' * (r.random() < 0.1)})"
        literal = {"LIKE": self.like, "ILIKE": self.ilike, "RLIKE": self.regex}.get(kind, lambda text: self.near(text, others))(value)
        return f"{key} {kind if exact else self.operator([kind])} {quoted(literal)}"

    def near(self, value: str, others: list[str]) -> str:
        choices = [value, self.r.choice(others or [value]), value.swapcase(), value[:-1], json.dumps(value)[1:-1], self.r.choice(ABSENT)]
        return self.r.choices(choices, [70, 14, 5, 3, 3, 5])[0]

    def like(self, value: str) -> str:
        r, (begin, end) = self.r, self.part(value)
        piece = value[begin:end]
        blurred = "".join("_" if r.random() < 0.15 else "%" if r.random() < 0.1 else c for c in value)
        return r.choices([f"%{piece}%", f"{value[:end]}%", f"%{value[begin:]}", value, blurred, f"%{value}%", "%", piece], [30, 20, 12, 8, 20, 4, 3, 3])[0]

    def ilike(self, value: str) -> str:
        pattern = self.like(value)
        return self.r.choice([pattern.upper(), pattern.lower(), pattern.swapcase(), pattern]) if value.isascii() or self.r.random() < 0.3 else pattern

    def regex(self, value: str) -> str:
        """In what Python and RE2 have in common, but for a few."""
        r, (begin, end) = self.r, self.part(value)
        piece, before = re.escape(value[begin:end]), re.escape(value[:end])
        letters = re.sub(r"[a-z]", lambda _: r.choice(["[a-z]", "."]) if r.random() < 0.3 else _.group(), value[begin:end]) if value.isalnum() else piece
        return r.choices(
            [piece, f"^{before}", f"{piece}.*", f"({piece}|zzz)", f"(?i){piece.swapcase() if piece.isalnum() else piece}", letters, f"^{before}.{{0,9}}",
             f"^.+{piece}", f"{re.escape(value[begin:])}$", r"\d+", r"\w\s?\w", f"({piece}", f"{piece}(?=x)", f"{piece}(?i)"],
            [30, 15, 10, 8, 8, 8, 4, 4, 3, 2, 2, 1, 1, 1],
        )[0]  # fmt: skip

    def part(self, value: str) -> tuple[int, int]:
        begin = self.r.randrange(len(value)) if value else 0
        return begin, min(len(value), begin + self.r.randint(1, 12))

    def other(self) -> HeldTrace:
        return self.r.choice(self.traces)

    def some_span(self) -> Span:
        """Mostly the same one, so that several conditions meet in it."""
        if self.span and self.r.random() < 0.8:
            return self.span
        return self.r.choice(next(trace for trace in iter(self.other, None) if trace.spans).spans)

    def operator(self, choices: list[str]) -> str:
        """One of them, now and then in lower case: fields that are no span's allow it."""
        choice = self.r.choice(choices)
        return choice.lower() if self.r.random() < 0.05 and choice not in NULL else choice

    def attribute_key(self, name: str) -> str:
        return self.r.choices([name, f"trace.{name}", f"attribute.{name}", f"attributes.{name}", f"`{name}`"], [50, 25, 5, 10, 10])[0]

    def spelled(self, key: str) -> str:
        """The name after an entity, quoted if it has to be, and sometimes if not."""
        if BARE.fullmatch(key) and self.r.random() < 0.7:
            return key
        return f'"{key}"' if self.r.random() < 0.2 and '"' not in key else f"`{key}`"

    # --- order, mistakes

    def order(self) -> str:
        tag, metadata = self.r.choice(self.keys["tags"]), self.r.choice(self.keys["trace_metadata"])
        key = self.r.choices(
            ["timestamp_ms", "timestamp", "execution_time_ms", "execution_time", "status", "request_id", "name", "run_id", "experiment_id", f"tags.`{tag}`", f"metadata.`{metadata}`",
             "trace.status", "end_time", "nothing"],
            [6, 6, 6, 6, 6, 3, 10, 6, 5, 18, 14, 3, 1, 1],
        )[0]  # fmt: skip
        return key + self.r.choices(["", " ASC", " DESC", " desc", " sideways"], [20, 20, 40, 10, 1])[0]

    def spoiled(self, filter: str) -> str:
        """A filter with something changed that mostly makes it wrong."""
        r, words = self.r, WORDS.findall(filter)
        at = r.randrange(len(words))
        operators = [*COMPARED, *PATTERNS, *NULL, "IN", "NOT IN", "BETWEEN", "<>", "==", "NOT LIKE", "like", "IS"]
        values = ["5", "0.5", "'5'", "prod", "NULL", "true", "()", "('a')", "(1)", "('a', 'b',)", "(a)", "now()", "-1", "'it''s'", "''", "1 + 1", "'unclosed"]
        keys = [
            "status", "name", "timestamp", "execution_time_ms", "run_id", "prompt", "text", "trace.text", "tags.x", "metadata.y", "span.name", "span.type", "span.foo", "span.attributes.",
            "span.attributes.k", "feedback.f", "expectation.`e`", "issue.id", "issue.status", "user", "trace_id", "Status", "TAGS.x", "foo.bar", "tags.", "feedback.", "session", "trace.user",
            "metadata.`mlflow.trace.tokenUsage`", "metadata.`mlflow.trace.session`", "client_request_id", "request_id", "'status'", "end_time", "span.content", "tags.name", "span.status",
        ]  # fmt: skip
        return r.choices(
            [
                f"{r.choice(keys)} {r.choice(operators)} {r.choice(values)}",
                f"{filter} AND {r.choice(keys)} {r.choice(operators)} {r.choice(values)}",
                " ".join(words[:at] + words[at + 1 :]),
                " ".join(words[: at + 1] + words[at:]),
                " ".join(words[:at] + [r.choice(["OR", "NOT", "(", ")", ",", ";", "--", "AND", "BETWEEN", "'", "`", "/*"])] + words[at:]),
                f"({filter})", f"NOT {filter}", f"{filter} OR {filter}", filter.lower(), filter.replace("'", '"'), filter.replace("'", ""), filter[: r.randrange(len(filter)) + 1],
            ],
            [30, 15, 8, 5, 12, 2, 2, 3, 4, 4, 4, 6],
        )[0]  # fmt: skip


def _decoded(piece: str) -> object:
    try:
        return json.loads(f'"{piece}"')
    except ValueError:
        return piece
