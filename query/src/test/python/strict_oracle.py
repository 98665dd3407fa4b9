"""Asks MLflow itself which filters and orders it refuses, and in which words.

Needs an environment with mlflow==3.17.2 (which brings sqlparse; this was recorded with 0.6.1). From the root of the repository:

    python query/src/test/python/strict_oracle.py --count 6000 --seed 1 \
        --out query/src/test/resources/dev/trawl/query/strict/refusals.jsonl.gz

makes the file that StrictGrammarTest reads again: the recorded filters of e2e/mlflow/cases.jsonl, some picked ones, and `count` filters and
orders derived from them by a generator with that seed. Each line is one JSON object:

    {"filter": text or "order": [text, ...], "refusal": null or [error code, HTTP status, message]}

The answers come from mlflow.store.tracking.sqlalchemy_store.SqlAlchemyStore.search_traces, which is what the server calls, on a copy of
e2e/mlflow/corpus/mlflow.db, searching experiment 1. In messages sets are sorted, because Python prints them in a random order, addresses
are 0x…, and the SQL statement behind a database's complaint is cut off.

Without --out the lines go to standard output; another seed gives other filters, for comparing more of them than the file holds.
"""

import argparse
import gzip
import json
import logging
import os
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_MODEL_CATALOG_URI"] = ""

from sqlparse import keywords  # noqa: E402

from mlflow.exceptions import MlflowException  # noqa: E402
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore  # noqa: E402
from mlflow.utils.search_utils import SearchTraceUtils  # noqa: E402

logging.disable(logging.CRITICAL)

ROOT = Path(__file__).resolve().parents[4]
SETS = [
    value
    for value in vars(SearchTraceUtils).values()
    if isinstance(value, set) and value and all(isinstance(member, str) for member in value)
]

# ------------------------------------------------------------------------------------------------------------------ the oracle


class Oracle:
    """A store over a copy of the recorded database."""

    def __init__(self, directory):
        shutil.copy(ROOT / "e2e/mlflow/corpus/mlflow.db", directory / "copy.db")
        self.store = SqlAlchemyStore(f"sqlite:///{directory}/copy.db", str(directory / "artifacts"))

    def refusal(self, filter_string="", order_by=()):
        try:
            self.store.search_traces(
                locations=["1"], filter_string=filter_string, order_by=list(order_by), max_results=2
            )
            return None
        except MlflowException as e:
            return [e.error_code, e.get_http_status_code(), comparable(str(e.message))]


def comparable(message):
    """The message without what differs from run to run."""
    message = re.sub(r" object at 0x[0-9a-f]+>", " object at 0x…>", message)
    for members in SETS:
        message = message.replace(str(members), "{" + ", ".join(sorted(map(repr, members))) + "}")
    return message.split("\n[SQL: ")[0] if message.startswith("(sqlite3.") else message


# ------------------------------------------------------------------------------------------------------------------ the filters

# Places of sqlparse and Python that generated filters rarely reach.
PICKED = [
    "begin for a loop b end loop; end; c",
    "begin for a loop b; end loop; end; c; d",
    "begin while a do b; end while; c; end; d",
    "begin loop a; end loop; case b when 1 then 2; end case; end; c",
    "begin if a; end if; end; b; c",
    "create declare a; begin b; end; c; d",
    "begin; a; b",
    "begin transaction; a; b",
    "(a := b; c) = 1",
    "(a := b; c := d; e) = 1",
    ", , (x a := b := c; d := e) = 1",
    "status IN (1*2+3j)",
    "status IN (1+2*3j)",
    "status IN (2*3-1j, 'a')",
    "status IN (-1-2j)",
    "status IN (- -1)",
    "status IN ('a' < 'b' | 1)",
    "status IN (1 if 'a' else 2,)",
    "status IN ({'a': 1, 'b': [x]})",
    "status IN ({'a', ['b']})",
    "status IN ({**{}})",
    "status IN ('a' 'b' f'c')",
    "status IN (0x" + "f" * 4000 + ")",
    "timestamp_ms > " + "1" * 4301,
    "timestamp_ms > -" + "1" * 4300,
    "name LIKE '" + "x" * 50_001 + "'",
    "status = 'x' " * 997,
    "status = 'x' " * 998,
    " " * 20_000,
    "status = 'x';" + "\n" * 20_000,
]


# ---------------------------------------------------------------------------------------------------------------- the generator

ENTITIES = """tag tags metadata request_metadata trace attribute attributes span feedback expectation issue trace_metadata Tags
    `tags` "tags" spans params""".split()
NAMES = """status name timestamp timestamp_ms execution_time execution_time_ms end_time end_time_ms request_id client_request_id run_id
    prompt text foo content type attributes.model attributes. attributes id env ver `my-key` "my key" 'my key' `mlflow.trace.session`
    `mlflow.trace.tokenUsage` `mlflow.trace.cost` `mlflow.sourceRun` `mlflow.linkedPrompts` `mlflow.traceName` quality score select order
    user STATUS NAME Text город a.b.c `a`.b `` "" 123 experiment_id ç-name in as end x1 _x $x @x #x a$b [x] [a.b]""".split("\n")
NAMES = [name for line in NAMES for name in re.findall(r"[`\"'][^`\"']*[`\"']\S*|\S+", line)]
OPERATORS = """= != < <= > >= <> == LIKE ILIKE RLIKE like ilike rlike REGEXP IN in is IS && || + - * / % ~ =~ ! := :: -> ->> <=> !~ @> ? ^ |
    BETWEEN""".split() + ["NOT LIKE", "not ilike", "NOT RLIKE", "NOT IN", "not in", "IS NULL", "IS NOT NULL", "is not null", "IS  NOT  NULL",
    "IS NOT  NULL", "NOT  IN", "NOT\nIN", "NOT REGEXP", "REGEXP BINARY", "IS NOT\nNULL", "NOT  LIKE"]
VALUES = """'OK' 'ERROR' "OK" 'a' '' "" 'it''s' '%x%' 'corpus-prompt/1' 'a/b/c' `prod` prod 1 0 -5 1.5 .5 5. -.5 1e5 1E-3 10ms
    0x1F 1760000000000 99999999999999999999 -99999999999999999999 9223372036854775807 9223372036854775808 9223372036854775 1e400 +5 NULL null
    true now() lower('x') ? %s :x $1 @x {} ('OK') ('a','b') ("a",'b',) () (1,2) (ERROR) ('a',,) ('a' 'b') (None) (b'x') (['x']) ('O'+'K') (1)
    (('a','b')) (('a'),('b')) ($$x$$) ['a'] E'x' N'x' x'41' 'a\\\\' 'it\\'s' "it's" $$x$$ $t$x$t$ '/' 'x' 'Москва' '≥' 1.2.3 1_000 ٣ ³ a.b a->b
    '{"input_tokens":5}' interval '^a$' 'a$' '^a'""".split() + ['"say ""hi"""', "'a b'", "date '2020-01-01'", "timestamp '2020'", "interval '1' day",
    "'{\"input_tokens\": 5}'", "'{\"input_cost\": 0.5}'", "('a', 1)", "('a', 'b' , 'c')", "( 'a' )", "('a' -- c\n)", "('a' /* c */)",
    "('a' # c\n)", "(select 1)", "('a\n')", "\"a", "'a", "`a", "case when 1 then 2 end", "1 + 1", "a || b", "x AS y", "x y"]
PYTHON = """a 'a' "b" 1 1.5 1e16 1e-5 2j -3 +4 (1) [2] {3} {} {'a':1} None True False ... b'x' u'y' r'z' f'w' f'{a}' f'{' f'}' f'{a!r:>{b}}'
    rb'x' 'a''b' 'a'b'c' + - * / % @ ** // << >> & | ^ ~ < > <= >= == != <> , , , , : := = . ( ) [ ] [ ] { } for in if else and or not is lambda
    await async yield from set() set(1) a.b a(b) a[0] a[1:2] *a **a x=1 0x1F 0b11 0o17 012 00 1_0 1__0 1a 1if 0_ 5. .5 1e 0xg '\\x41' '\\xg'
    '\\u0041' '\\N{DIGIT ONE}' '\\N{x}' '\\777' '\\q' '\\n' '''t''' \\ ; $ ! ? ` é '\\U00110000' class import del print select
    'a' 'b' 'c' 'a' 'b' 'c' , , ,""".split() + ["\n", "\\\n", "# c\n", "-- c\n", "/* c */", "not in", "is not", "for a in b", "if a else b", "yield a"]
KEYS = """status name timestamp_ms timestamp execution_time end_time request_id client_request_id run_id prompt trace.text tags.env tags.`a b`
    metadata.ver metadata.`mlflow.trace.session` metadata.`mlflow.trace.tokenUsage` metadata.`mlflow.trace.cost` metadata.`mlflow.sourceRun`
    span.name span.type span.status span.content span.attributes.model feedback.score expectation.expected issue.id tags.name tags.text
    tags.run_id tags.prompt tags.timestamp feedback.name feedback.text feedback.prompt metadata.run_id issue.name""".split("\n")
KEYS = [key for line in KEYS for key in re.findall(r"(?:[^\s`]|`[^`]*`)+", line)]
COMMON_OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "LIKE", "ILIKE", "RLIKE", "IN", "NOT IN", "IS NULL", "IS NOT NULL"]
JUNK = """( ) [ ] { } , ; . : :: := -- /* */ # ' " ` ´ \\ $ $$ $a$ @ ! ? % %s & && | || ^ ~ * + - / < > = != . .. ... -> ->> # ## @> #>> \\x
    0 1 2.5 1e5 x y AND and OR NOT NULL IS IN LIKE AS as OVER WHERE VALUES CASE WHEN THEN END IF BEGIN FOR LOOP DO WHILE DECLARE CREATE TABLE
    SELECT FROM JOIN ORDER GROUP BY ASC DESC LIMIT UNION ALL GO INTERVAL DATE TIMESTAMP timestamp text user search DAY YEAR AT TIME ZONE
    CURRENT_DATE div INT value key date ROLE role ß ſ ı İ K ﬁ × ÷ é Ⅷ ² ٣ 一 🚀 ́ ‌""".split() + [" ", "  ", "\t", "\n", "\r", "\r\n", "\u00a0", "\u3000",
    "\u2028", "\x1c", "\x85", "\ufeff", "\x00", "\x0b", "END IF", "END LOOP", "END CASE", "ORDER BY", "GROUP BY", "NOT NULL", "IS NULL", "-- c\n", "--+ c\n",
    "/* c */", "/*+ c */", "# c\n", "ASC NULLS LAST", "NULLS FIRST", "UNION ALL", "DOUBLE PRECISION", "AT TIME ZONE 'utc'", "CREATE TABLE",
    "CREATE OR REPLACE", "LEFT JOIN", "BEGIN TRANSACTION", "GO 2", "a AS b", "f(x)", "x OVER (y)", "(a, b)", "a, b", "VALUES (1)", "x := 1",
    "a::int", "a[1]", "[a]", "case when a then b end", "IF a END IF", "FOREACH x END LOOP", "BEGIN x; END", "WHERE x", "a b", "NULL = 1"]
SOUPS = [
    "begin|end|if|end if|case|end case|for|loop|end loop|end for|while|declare|create|create or replace|(|)|;|; |a|do|go|go 2|work".split("|"),
    "a|:=|;|(|)|,|b|=|1|as|values|[|]".split("|"),
    "where|a|=|1|order by|limit|(|)|having|over|f|create|table|as|x.|y".split("|"),
    "date|'x'| |day|interval|timestamp|1|,|a|=|::|at time zone 'x'|->|.".split("|"),
    "(|[|case|a|end|]|)|+|=|1|asc|*".split("|"),
]
TAKEN = """status=('a')|tags.a='b'|timestamp_ms > '5'|timestamp_ms > 5|timestamp_ms>=1.5|timestamp_ms > 9223372036854775|span.name='x'|
    execution_time > 99999999999999999999|feedback.x='y'|name LIKE 'x'|run_id = ''|run_id=('x')|tags.run_id=('x')|
    metadata.`mlflow.trace.tokenUsage` = '{"input_tokens": 5}'|metadata.`mlflow.trace.cost` = '{"input_cost": 0.5, "total_cost": 1e-05}'|
    metadata.`mlflow.trace.cost` = 'x'|metadata.`mlflow.trace.tokenUsage` != 'x'|issue.id='q'|prompt='a/1'|tags.prompt=('/')|feedback.z IS NULL|
    feedback.z > 5|expectation.w is not null|span.attributes.a LIKE ('x')|span.attributes.a RLIKE ('x')|span.attributes.a RLIKE '^x$'|
    span.attributes.b IN ('x')|status NOT IN ('a','b')|end_time > 1|tags.q is null|metadata.r is not null|feedback.big > 99999999999999999999|
    tags.name=('x')|metadata.`mlflow.trace.session`='s'|status = '\ud800'""".replace("|\n    ", "|").split("|")
PYTHON_CORE = """'a'|1|a|(|)|[|]|{|}|,|:|+|-|not|in|for|if|else|lambda|*|**|=|==|:=|.|set|()|x|f'{a}'|b'c'|2j|1.5|and|is|await|yield|\n|None|
    ...""".replace("\n    ", "").split("|")
WORDS = sorted({word for name in dir(keywords) if name.startswith("KEYWORDS") for word in getattr(keywords, name)})
SPACES = [" "] * 12 + ["", "", "  ", "\n", "\t", "\r\n", "\u00a0", "\u3000", " /* c */ ", " -- c\n", "\x0b", "\n\n"]


class Generator:
    """Filters and orders like those of the recorded cases, and unlike them."""

    def __init__(self, seed, cases):
        self.random = random.Random(seed)
        self.filters = [case["filter"] for case in cases if case["filter"]]
        self.orders = [clause for case in cases for clause in case.get("order_by") or []]

    def pick(self, *lists):
        return self.random.choice(self.random.choice(lists))

    def space(self):
        return self.random.choice(SPACES)

    def key(self):
        """Half of the keys exist."""
        if self.random.random() < 0.5:
            return self.random.choice(KEYS)
        name = self.random.choice(NAMES)
        return name if self.random.random() < 0.35 else self.random.choice(ENTITIES) + "." + name

    def clause(self):
        """Three in ten clauses are made of existing keys, operators and quoted values."""
        if self.random.random() < 0.3:
            return f"{self.random.choice(KEYS)} {self.random.choice(OPERATORS[:8])} {self.random.choice(VALUES[:8])}"
        operator = self.pick(OPERATORS, COMMON_OPERATORS)
        if "NULL" in operator.upper() and self.random.random() < 0.9:
            return self.key() + (self.space() or " ") + operator
        listed = operator.upper().replace("NOT", "").strip() == "IN" and self.random.random() < 0.7
        value = self.list() if listed else self.random.choice(VALUES)
        return self.key() + (self.space() or " ") + operator + (self.space() or " ") + value

    def list(self):
        if self.random.random() < 0.3:
            return self.random.choice([value for value in VALUES if value.startswith("(")])
        fragments = self.random.choice([PYTHON, PYTHON_CORE])
        return "(" + self.random.choice(["", " "]).join(
            self.random.choice(fragments) for _ in range(self.random.randint(0, 7))
        ) + ")"

    def clauses(self):
        joins = [" AND "] * 8 + [" and ", " ", " OR ", ", ", ";", " && ", "\nAND\n", " AND AND ", " NOT ", "AND"]
        text = self.clause()
        for _ in range(self.random.choice([0, 0, 0, 1, 1, 2, 3])):
            text += self.random.choice(joins) + self.clause()
        return text

    def soup(self):
        return "".join(
            self.pick(JUNK, JUNK, NAMES, OPERATORS, VALUES, WORDS) + self.random.choice([" ", " ", ""])
            for _ in range(self.random.randint(1, 9))
        )

    def characters(self):
        """Anything over a small alphabet, sometimes behind a clause."""
        alphabet = self.random.choice(["ab1.=' ", "a.,:;=()[]", "'\"`\\ a", "-/*#+ a\n", "$_a1\"' ", "0123.eE-x_ ", "<>=!~-|&%?@#^", "aA é×÷İ²\u00a0."])
        text = "".join(self.random.choice(alphabet) for _ in range(self.random.randint(1, 12)))
        return self.random.choice(["", "", "status = ", "a = 'x' AND ", "tags."]) + text

    def mutated(self, text, fragments=JUNK):
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            parts = re.findall(r"\w+|\s+|'[^']*'|\"[^\"]*\"|`[^`]*`|[<>=!]+|.", text, re.S)
            if not parts:
                return text
            i = self.random.randrange(len(parts))
            action = self.random.randrange(9)
            if action == 0:
                del parts[i]
            elif action == 1:
                parts.insert(i, self.random.choice(fragments))
            elif action == 2:
                parts[i] = self.pick(JUNK, NAMES, OPERATORS, VALUES, WORDS)
            elif action == 3:
                j = self.random.randrange(len(parts))
                parts[i], parts[j] = parts[j], parts[i]
            elif action == 4:
                parts[i] = self.random.choice([parts[i].upper(), parts[i].lower(), parts[i].title()])
            elif action == 5:
                parts[i] = self.random.choice(["({})", "`{}`", '"{}"', "'{}'", "[{}]", "{}(x)", "{}.x", " {} ", "/* {} */"]).format(parts[i])
            elif action == 6:
                k = self.random.randrange(len(parts[i]))
                parts[i] = parts[i][:k] + self.random.choice(fragments) + parts[i][k + self.random.randint(0, 1):]
            elif action == 7:
                parts[i] = self.space()
            else:
                parts.insert(i, self.random.choice(WORDS) + " ")
            text = "".join(parts)
        return text

    def large(self):
        """Around the limits of depth, tokens and tables."""
        n = self.random.choice([3, 60, 98, 99, 100, 101, 102, 150])
        shape = self.random.randrange(10)
        if shape == 0:
            return "status IN " + "(" * n + "'a'" + ")" * n
        if shape == 1:
            return "status = " + "+".join(["a"] * n)
        if shape == 2:
            return "=".join(["a"] * n)
        if shape == 3:
            return "status " + " ".join(["asc"] * n)
        if shape == 4:
            return "[" * n + "status = 'a'" + "]" * n
        if shape == 5:
            return "case " * n + "status = 'a'" + " end" * n
        if shape == 6:
            return " AND ".join(["tags.a = 'b'"] * self.random.choice([62, 63, 64, 65]))
        if shape == 7:
            return self.random.choice(["a", "1", "'x'"]) + self.random.choice(["+a", "::a", ".a", " as b", " asc", ",a", " a", "-1"]) * n
        if shape == 8:
            return "a = 1 " + self.random.choice(["-- c\n", "/* c */", "/*c*/\n", "\n"]) * n + self.random.choice(["", "b", "b = 2"])
        return "a = 'b'" + self.random.choice([" ", ","]) * (9_997 + self.random.randint(-1, 1)) + "x"

    def filter(self):
        choice = self.random.random()
        if choice < 0.30:
            return self.mutated(self.random.choice(self.filters))
        if choice < 0.50:
            return self.clauses()
        if choice < 0.70:
            return self.mutated(self.clauses())
        if choice < 0.80:
            return self.key() + self.random.choice([" IN ", " NOT IN ", " in ", " = "]) + self.list()
        if choice < 0.85:
            return self.random.choice(self.filters) + self.random.choice([" AND ", " ", ""]) + self.soup()
        if choice < 0.91:
            return self.soup()
        if choice < 0.93:
            fragments = self.random.choice(SOUPS)
            return " ".join(self.random.choice(fragments) for _ in range(self.random.randint(1, 14)))
        if choice < 0.96:
            return self.random.choice([" AND ", " and "]).join(self.random.choice(TAKEN) for _ in range(self.random.randint(1, 6)))
        if choice < 0.99:
            return self.characters()
        return self.large()

    def order(self):
        def clause():
            choice = self.random.random()
            direction = self.random.choice(["", "", " ASC", " DESC", " desc", " FOO", "  asc", " ASC NULLS LAST", " a b", "\nDESC", "\u00a0asc"])
            if choice < 0.3:
                return self.random.choice(self.orders)
            if choice < 0.6:
                return self.mutated(self.random.choice(self.orders))
            if choice < 0.8:
                return self.key() + direction
            return self.mutated(self.key() + direction)

        return [clause() for _ in range(self.random.choice([1, 1, 1, 2, 3]))]


def answers(seed, count, oracle):
    """The recorded filters and orders, some picked filters, then `count` generated ones, one in eight an order, each with MLflow's answer."""
    cases = [json.loads(line) for line in (ROOT / "e2e/mlflow/cases.jsonl").read_text(encoding="utf-8").splitlines()]
    for case in cases:
        if case["filter"]:
            yield {"filter": case["filter"], "refusal": oracle.refusal(case["filter"])}
        if case.get("order_by"):
            yield {"order": case["order_by"], "refusal": oracle.refusal(order_by=case["order_by"])}
    for text in PICKED:
        yield {"filter": text, "refusal": oracle.refusal(text)}
    generator = Generator(seed, cases)
    for i in range(count):
        if i % 8 == 7:
            order = generator.order()
            yield {"order": order, "refusal": oracle.refusal(order_by=order)}
        else:
            text = generator.filter()
            yield {"filter": text, "refusal": oracle.refusal(text)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=6000)
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    sys.set_int_max_str_digits(4300)
    with tempfile.TemporaryDirectory() as directory:
        oracle = Oracle(Path(directory))
        seen = set()
        lines = []
        for answer in answers(options.seed, options.count, oracle):
            line = json.dumps(answer, ensure_ascii=True)
            if line not in seen:
                seen.add(line)
                lines.append(line)
    data = ("\n".join(lines) + "\n").encode("ascii")
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_bytes(gzip.compress(data, 9, mtime=0))
    else:
        sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
