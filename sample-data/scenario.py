"""The scenario: one week of Pip, the support agent of the invented company Fennmoor Bikes, as a list of plans.

A plan says everything about one trace and is a pure function of the seed; `make.py` logs the plans through MLflow's client.
Times are milliseconds since the epoch in UTC, lengths are milliseconds.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from texts import EMOJI, ENGLISH, INJECTED, INTENT_MANUALS, MANUALS, PARTS, PRODUCTS, SYSTEM_PROMPTS, WORLD

SEED = 20260302
HOUR = 3_600_000
DAY = 24 * HOUR


def at(text: str) -> int:
    """`at("03-05 14:00:00.250")`: that moment of 2026 as milliseconds."""
    text = text if "." in text else text + ".000"
    moment = datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=timezone.utc)
    return round(moment.timestamp() * 1000)


WEEK = at("03-02 00:00:00")
DEPLOY = at("03-05 14:02:11.480")
PRODUCTION, EVALUATION = "support-agent", "support-agent-eval"
LEAKED_KEY = "fmk_live_EXAMPLE_9c41d0b7e2a86f35"


@dataclass
class Step:
    """A span. `begins` counts from the start of its trace; `failure` is (type, message, stack trace)."""

    name: str
    type: str
    begins: int = 0
    lasts: int = 1
    inputs: Any = None
    outputs: Any = None
    attributes: dict[str, Any] = field(default_factory=dict)
    failure: tuple[str, str, str] | None = None
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


@dataclass
class Judgement:
    """A feedback or expectation; `replaced_by` overrides it, `on_tool` attaches it to the span of that name."""

    name: str
    value: Any = None
    by: tuple[str, str] = ("HUMAN", "reviewer-2")
    rationale: str | None = None
    error: tuple[str, str] | None = None
    expectation: bool = False
    for_session: bool = False
    on_tool: str | None = None
    replaced_by: Judgement | None = None


@dataclass
class Plan:
    """One trace. `how`: "client" logs it with spans, "info" without any, "otlp" through OTLP with its root never ended."""

    starts: int
    root: Step
    experiment: str = PRODUCTION
    tags: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    prompts: list[tuple[str, int]] = field(default_factory=list)
    run: str | None = None
    linked_run: str | None = None
    how: str = "client"
    state: str | None = None
    client_request_id: str | None = None


class Story:
    def __init__(self, seed: int = SEED):
        self.seed = seed
        self.random = random.Random(seed)
        self.users = [f"customer-{self.random.randrange(0x10000):04x}" for _ in range(70)]

    def plans(self) -> list[Plan]:
        plans = []
        for number in range(124):
            plans += self.conversation(number)
        plans += [self.deploy(), self.injection(), self.leak(), self.refund_loop(), self.dangerous_answer()]
        plans += self.angry_customer() + self.night_reindex() + self.unfinished() + self.evaluation()
        return sorted(plans, key=lambda plan: (plan.starts, plan.root.name))

    # conversations -----------------------------------------------------------------------------------------------------

    def conversation(self, number: int) -> list[Plan]:
        rng = random.Random(f"{self.seed}/conversation/{number}")
        day, hour = rng.choices(range(7), [18, 17, 16, 20, 17, 8, 6])[0], int(rng.triangular(6, 23, 11))
        start = WEEK + day * DAY + hour * HOUR + rng.randrange(HOUR)
        facts = {
            "order": f"FB-{rng.randrange(100_000, 999_999)}",
            "parcel": f"PL{rng.randrange(10**9, 10**10)}NL",
            "product": rng.choice(PRODUCTS),
            "part": rng.choice(PARTS),
            "amount": f"{rng.randrange(9, 180)}.{rng.choice(['00', '50', '95'])} EUR",
        }
        session, user = f"chat-{number:03d}-{rng.randrange(0x1000):03x}", rng.choice(self.users)
        channel = rng.choices(["web", "app", "mail"], [6, 3, 2])[0]
        language, turns = self.turns(rng, number, facts)
        plans = []
        for turn, (intent, question, answer) in enumerate(turns):
            plan = self.answered(rng, start, intent, question, answer, facts, language)
            plan.tags |= {"channel": channel, "env": "staging" if number % 17 == 5 else "prod"}
            plan.metadata |= {"mlflow.trace.session": session, "mlflow.trace.user": user, "turn": str(turn + 1)}
            plans.append(plan)
            start += plan.root.lasts + rng.randrange(15_000, 240_000)
        if rng.random() < 0.12:
            plans[-1].judgements.append(
                Judgement("resolved", rng.random() < 0.7, ("LLM_JUDGE", "larch-judge-1"), "whole conversation", for_session=True)
            )
        return plans

    @staticmethod
    def turns(rng: random.Random, number: int, facts: dict[str, str]) -> tuple[str, list[tuple[str, str, str]]]:
        """Language and (intent, question, answer) of every turn; each fourth conversation is in another language, all of them in turn."""
        if number % 4 == 3:
            code, lines = WORLD[sorted(WORLD)[number // 4 % len(WORLD)]]
            return code, [(intent, q.format(**facts), a.format(**facts)) for intent, q, a in lines]
        intents = list(ENGLISH)
        turns = []
        for _ in range(rng.choices([1, 2, 3, 4, 5], [3, 4, 4, 2, 1])[0]):
            intent = rng.choices(intents, [ENGLISH[i][0] for i in intents])[0]
            question = rng.choice(ENGLISH[intent][1]) + (rng.choice(EMOJI) if rng.random() < 0.16 else "")
            turns.append((intent, question.format(**facts), rng.choice(ENGLISH[intent][2]).format(**facts)))
        return "en", turns

    def answered(
        self, rng: random.Random, start: int, intent: str, question: str, answer: str, facts: dict[str, str], language: str
    ) -> Plan:
        """One turn: find the intent, read the manuals, call the tools, write the answer."""
        after = start >= DEPLOY
        version, prompt = ("2.4.0", 2) if after else ("2.3.1", 1)
        clock, steps, failed = rng.randrange(5, 30), [], None
        for step in [self.classify(rng, question, intent), *self.reading(rng, intent, question), *self.tools(rng, intent, facts, after)]:
            clock = self.place(step, clock) + rng.randrange(1, 9)
            steps.append(step)
            failed = failed or (step.failure if step.type == "TOOL" else None)
        lost = failed is not None and rng.random() < 0.55
        if not lost:
            said = "I cannot reach the parcel service right now. Please try again in an hour." if failed else answer
            write = self.compose(rng, question, said, steps, prompt, language)
            clock = self.place(write, clock) + rng.randrange(1, 9)
            steps.append(write)
        root = Step("support_agent", "AGENT", 0, clock + rng.randrange(2, 12), {"message": question, "language": language}, steps=steps)
        if lost:
            root.failure = ("ToolFailed", f"{failed[0]}: {failed[1]}", stack("agent.py", "answer", 88, "tools.py", "call", 41))
        else:
            root.outputs = {"reply": said, "escalated": intent == "complaint"}
        plan = Plan(start, root, tags={"intent": intent, "language": language, "app.version": version}, prompts=[("pip-system", prompt)])
        plan.metadata |= {"deployment": f"pip-{version}", "region": rng.choice(["eu-west", "eu-north"])}
        plan.judgements += self.judged(rng, intent, failed is not None, lost)
        return plan

    @staticmethod
    def place(step: Step, clock: int) -> int:
        """Moves a step and what is below it so that it begins at `clock`; answers when it ends."""
        moved = clock - step.begins
        step.begins = clock
        for below in step.steps:
            Story.place(below, below.begins + moved)
        return clock + step.lasts

    @staticmethod
    def classify(rng: random.Random, question: str, intent: str) -> Step:
        tokens = 38 + len(question) // 3
        return Step(
            "classify_intent", "LLM", 0, rng.randrange(90, 420), {"prompt": f"Name the intent of: {question}"}, intent,
            {"model": "larch-small", "temperature": 0.0, "confidence": round(rng.uniform(0.55, 0.995), 3), **usage(tokens, 3, "larch-small")},
        )

    @staticmethod
    def reading(rng: random.Random, intent: str, question: str) -> list[Step]:
        if rng.random() < 0.25:
            return []
        names = INTENT_MANUALS[intent] + rng.sample(sorted(set(MANUALS) - set(INTENT_MANUALS[intent])), 1)
        documents = [
            {"page_content": MANUALS[name], "metadata": {"doc_uri": name, "score": round(0.93 - 0.11 * rank - rng.random() / 20, 4)}}
            for rank, name in enumerate(names)
        ]
        lasts = rng.randrange(35, 260)
        embed = Step("embed_query", "EMBEDDING", 2, rng.randrange(8, 25), question, None, {"model": "fern-embed-2", "dimensions": 768})
        return [Step("search_manuals", "RETRIEVER", 0, lasts, {"query": question, "top_k": len(names)}, documents, {"index": "manuals-2026-02"}, steps=[embed])]

    def tools(self, rng: random.Random, intent: str, facts: dict[str, str], after: bool) -> list[Step]:
        order, amount = facts["order"], facts["amount"]
        if intent == "order_status":
            look = Step("lookup_order", "TOOL", 0, rng.randrange(20, 90), {"order_id": order},
                        {"order_id": order, "state": rng.choice(["packed", "shipped", "at carrier"]), "lines": rng.randrange(1, 5)}, {"tool.attempt": 1})
            return [look, self.track_parcel(rng, facts, after)]
        if intent == "refund":
            return [Step("issue_refund", "TOOL", 0, rng.randrange(120, 600), {"order_id": order, "amount": amount, "reason": "customer request"},
                         {"refund_id": f"RF-{rng.randrange(10_000, 99_999)}", "state": "queued"}, {"tool.attempt": 1})]
        if intent == "stock":
            if rng.random() < 0.08:
                sku = facts["part"].split()[-1]
                return [Step("check_stock", "TOOL", 0, 14, {"sku": sku, "warehouse": "Deventer"}, None, {"tool.attempt": 1},
                             ("KeyError", repr(sku), stack("tools.py", "check_stock", 133, "catalogue.py", "by_sku", 57)))]
            return [Step("check_stock", "TOOL", 0, rng.randrange(15, 70), {"sku": facts["part"], "warehouse": "Deventer"},
                         {"available": rng.randrange(0, 40), "next_delivery": "2026-W13"}, {"tool.attempt": 1})]
        if intent in ("complaint", "warranty"):
            return [Step("create_ticket", "TOOL", 0, rng.randrange(60, 240), {"subject": f"{intent} {order}", "priority": 1 if intent == "complaint" else 3},
                         {"ticket": f"T-{rng.randrange(1000, 9999)}"}, {"tool.attempt": 1})]
        return []

    @staticmethod
    def track_parcel(rng: random.Random, facts: dict[str, str], after: bool) -> Step:
        """The tool that the deploy broke: its time limit went from 2000 ms to 200 ms."""
        parcel, limit = facts["parcel"], 200 if after else 2000
        step = Step("track_parcel", "TOOL", 0, 0, {"parcel": parcel}, None, {"tool.attempt": 1, "http.timeout_ms": limit, "carrier": "Postlijn"})
        if rng.random() < (0.62 if after else 0.03):
            step.lasts = limit + rng.randrange(1, 6)
            step.failure = ("TimeoutError", f"carrier api.postlijn.invalid did not answer within {limit} ms for parcel {parcel}",
                            stack("tools.py", "track_parcel", 74, "http_client.py", "get", 212))
            step.events.append(("retry", {"attempt": 2, "backoff_ms": 50, "reason": "timeout"}))
        else:
            step.lasts = rng.randrange(60, 195) if after else rng.randrange(60, 1400)
            step.outputs = {"parcel": parcel, "place": rng.choice(["Deventer", "Nieuwegein", "Łódź", "Θεσσαλονίκη", "Aarhus"]), "eta_days": rng.randrange(1, 4)}
        return step

    @staticmethod
    def compose(rng: random.Random, question: str, answer: str, steps: list[Step], prompt: int, language: str) -> Step:
        model = rng.choices(["larch-medium", "vireo-2-pro"], [4, 1])[0]
        system = SYSTEM_PROMPTS[prompt].replace("{{language}}", language)
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        for step in steps:
            if step.type == "TOOL" and step.outputs is not None:
                messages.append({"role": "tool", "name": step.name, "content": step.outputs})
        read = 160 + sum(len(str(m)) for m in messages) // 3 + sum(700 for s in steps if s.type == "RETRIEVER")
        return Step(
            "compose_answer", "CHAT_MODEL", 0, rng.randrange(420, 2600), {"messages": messages},
            {"role": "assistant", "content": answer, "finish_reason": "stop"},
            {"model": model, "temperature": 0.3, "stream": rng.random() < 0.5, **usage(read, 20 + len(answer) // 3, model)},
        )

    @staticmethod
    def judged(rng: random.Random, intent: str, failed: bool, lost: bool) -> list[Judgement]:
        made = []
        if rng.random() < 0.3:
            score = round(rng.uniform(0.05, 0.4) if failed else rng.uniform(0.55, 1.0), 2)
            made.append(Judgement("groundedness", score, ("LLM_JUDGE", "larch-judge-1"), "answer compared with the retrieved passages"))
        if rng.random() < 0.22:
            down = failed or rng.random() < 0.2
            made.append(Judgement("thumbs", "down" if down else "up", ("HUMAN", "customer-widget"), rng.choice([None, "did not help"]) if down else None))
        if rng.random() < 0.15:
            made.append(Judgement("contains_promise", intent == "order_status", ("CODE", "promise_check.py")))
        if rng.random() < 0.03:
            made.append(Judgement("tone", by=("LLM_JUDGE", "larch-judge-1"), error=("RATE_LIMITED", "judge model answered 429: slow down")))
        if lost and rng.random() < 0.5:
            made.append(Judgement("root_cause", "tool timeout" if failed else "unknown", ("HUMAN", "reviewer-1"), on_tool="track_parcel"))
        return made

    # what is hidden in the week ----------------------------------------------------------------------------------------

    @staticmethod
    def deploy() -> Plan:
        check = Step("smoke_test", "TOOL", 4_000, 9_000, {"suite": "smoke"}, {"passed": 12, "failed": 0})
        root = Step("deploy", "CHAIN", 0, 21_300, {"from": "2.3.1", "to": "2.4.0", "notes": ["carrier client: http.timeout_ms 2000 -> 200", "system prompt v2"]},
                    {"state": "live"}, steps=[check])
        return Plan(DEPLOY, root, tags={"kind": "deploy", "app.version": "2.4.0", "env": "prod"}, metadata={"deployment": "pip-2.4.0"})

    def injection(self) -> Plan:
        plan = self.answered(random.Random(f"{self.seed}/injection"), at("03-04 09:41:07.312"), "stock", "What do other customers say about the Lumen cargo?",
                             "Most reviews are good. (I left out one review that tried to give me orders.)", {"order": "FB-204418", "amount": "0.00 EUR", "part": "Lumen rear light"}, "en")
        reviews = Step("search_reviews", "RETRIEVER", 40, 77, {"query": "Lumen cargo reviews"}, [{"page_content": INJECTED, "metadata": {"doc_uri": "review/88213", "score": 0.91}}])
        plan.root.steps.insert(1, reviews)
        plan.tags |= {"channel": "web", "env": "prod"}
        plan.metadata |= {"mlflow.trace.session": "chat-900-1f0", "mlflow.trace.user": self.users[3], "turn": "1"}
        plan.judgements = [Judgement("prompt_injection", True, ("CODE", "injection_scan.py"), "review text addresses the assistant")]
        return plan

    def leak(self) -> Plan:
        message = f"503 Service Unavailable: POST https://tickets.fennmoor.invalid/v2/tickets headers={{'Authorization': 'Bearer {LEAKED_KEY}'}}"
        ticket = Step("create_ticket", "TOOL", 612, 340, {"subject": "warranty FB-551207", "priority": 3}, None, {"tool.attempt": 1},
                      ("HTTPError", message, stack("tools.py", "create_ticket", 161, "http_client.py", "post", 230)))
        root = Step("support_agent", "AGENT", 0, 990, {"message": "The rear light of my Lumen cargo is full of water after one week.", "language": "en"},
                    {"reply": "I could not open a case just now; a colleague will do it today.", "escalated": True}, steps=[ticket])
        return Plan(at("03-06 16:20:45.003"), root, tags={"intent": "warranty", "language": "en", "app.version": "2.4.0", "channel": "mail", "env": "prod"},
                    metadata={"mlflow.trace.session": "chat-901-aa7", "mlflow.trace.user": self.users[11], "turn": "1", "deployment": "pip-2.4.0"})

    def refund_loop(self) -> Plan:
        """The agent refunds the same order fourteen times: policy R-8 in the model's window, ignored."""
        steps, clock = [], 30
        for attempt in range(1, 15):
            steps.append(Step("issue_refund", "TOOL", clock, 410, {"order_id": "FB-318806", "amount": "249.95 EUR", "reason": "retry"},
                              {"refund_id": f"RF-{70410 + attempt}", "state": "queued"}, {"tool.attempt": attempt}))
            think = Step("plan_next_step", "LLM", clock + 420, 900, {"prompt": f"Refund state after attempt {attempt}: queued. What next?"}, "try issue_refund again",
                         {"model": "larch-medium", "temperature": 0.9, **usage(2100 + 350 * attempt, 24, "larch-medium")})
            steps.append(think)
            clock += 1_360
        root = Step("support_agent", "AGENT", 0, clock + 60, {"message": "Please refund 249.95 EUR for FB-318806, the left crank arm broke.", "language": "en"},
                    {"reply": "Done!", "escalated": False}, steps=steps)
        plan = Plan(at("03-07 22:13:30.777"), root, tags={"intent": "refund", "language": "en", "app.version": "2.4.0", "channel": "app", "env": "prod", "incident": "INC-2026-0307"},
                    metadata={"mlflow.trace.session": "chat-902-3c9", "mlflow.trace.user": self.users[29], "turn": "1", "deployment": "pip-2.4.0"}, linked_run="incident-review")
        plan.judgements = [Judgement("policy_violation", {"policy": "R-8", "count": 14}, ("CODE", "refund_audit.py"), "same order refunded 14 times")]
        return plan

    def dangerous_answer(self) -> Plan:
        plan = self.answered(random.Random(f"{self.seed}/promise"), at("03-03 13:05:59.640"), "brakes", "Can I use DOT 4 fluid in the Alder X? It's all I have.",
                             "Yes, DOT 4 is fine for all our brakes.", {"order": "FB-771034", "amount": "0.00 EUR", "part": "brake pad set BP-22"}, "en")
        plan.tags |= {"channel": "web", "env": "prod"}
        plan.metadata |= {"mlflow.trace.session": "chat-903-b21", "mlflow.trace.user": self.users[40], "turn": "1"}
        plan.judgements = [
            Judgement("correctness", "correct", ("LLM_JUDGE", "larch-judge-1"), "the answer is confident and on topic",
                      replaced_by=Judgement("correctness", "dangerous", ("HUMAN", "reviewer-1"), "section 4.2 says mineral oil only; DOT fluid destroys the seals")),
            Judgement("expected_answer", {"answer": "No. Mineral oil only.", "section": "4.2"}, expectation=True),
        ]
        return plan

    def angry_customer(self) -> list[Plan]:
        """Six turns of one conversation after the deploy; the last is judged for the whole conversation."""
        rng, start, plans = random.Random(f"{self.seed}/angry"), at("03-06 19:00:12.118"), []
        facts = {"order": "FB-640190", "parcel": "PL7710042193NL", "product": "Kestrel E", "part": "hanger DH-09", "amount": "1849.00 EUR"}
        lines = ["Where is my Kestrel? Order FB-640190.", "That is what you said on Monday.", "PL7710042193NL. AGAIN.", "Do you even read this??? 😡", "I want my 1849.00 EUR back.", "Forget it. I'll call my bank."]
        for turn, line in enumerate(lines):
            intent = "order_status" if turn < 3 else "refund" if turn == 4 else "complaint"
            plan = self.answered(rng, start, intent, line, rng.choice(ENGLISH[intent][2]).format(**facts), facts, "en")
            plan.tags |= {"channel": "app", "env": "prod", "vip": "true"}
            plan.metadata |= {"mlflow.trace.session": "chat-904-e55", "mlflow.trace.user": self.users[0], "turn": str(turn + 1)}
            plan.judgements, plan.linked_run = [], "incident-review"
            plans.append(plan)
            start += plan.root.lasts + 61_000
        plans[-1].judgements = [Judgement("customer_mood", "furious", ("LLM_JUDGE", "larch-judge-1"), "insults and a threat of a chargeback", for_session=True),
                                Judgement("mood_score", 0.04, ("LLM_JUDGE", "larch-judge-1"), for_session=True)]
        return plans

    def night_reindex(self) -> list[Plan]:
        """Wednesday 02:30-03:30: the manuals were being re-indexed, every search took most of a minute."""
        plans = []
        for number in range(7):
            rng = random.Random(f"{self.seed}/night/{number}")
            intent = ["brakes", "battery", "assembly"][number % 3]
            facts = {"order": f"FB-{880000 + number}", "parcel": "PL1", "product": PRODUCTS[number % 6], "part": PARTS[number % 6], "amount": "12.00 EUR"}
            start = at("03-04 02:31:00") + number * 411_017
            plan = self.answered(rng, start, intent, rng.choice(ENGLISH[intent][1]).format(**facts), rng.choice(ENGLISH[intent][2]).format(**facts), facts, "en")
            wait = 21_000 + rng.randrange(25_000)
            search = Step("search_manuals", "RETRIEVER", 400, wait, {"query": "…", "top_k": 2}, [], {"index": "manuals-2026-03", "index.state": "rebuilding"},
                          events=[("slow_query", {"shard": 3, "merge": True, "waited_ms": wait})])
            plan.root.steps = [s for s in plan.root.steps if s.type != "RETRIEVER"] + [search]
            plan.root.lasts += wait
            plan.tags |= {"channel": "web", "env": "prod"}
            plan.metadata |= {"mlflow.trace.session": f"chat-91{number}-0e0", "mlflow.trace.user": self.users[50 + number], "turn": "1"}
            plans.append(plan)
        return plans

    @staticmethod
    def unfinished() -> list[Plan]:
        """What a crash leaves behind: begun and never ended; and traces known by name only."""
        def info(moment: str, request: str, state: str, lasts: int | None) -> Plan:
            return Plan(at(moment), Step("mail_intake", "CHAIN", 0, lasts or 0, {"mail": request}), tags={"mlflow.traceName": "mail_intake", "channel": "mail", "env": "prod"},
                        metadata={"deployment": "pip-2.4.0"}, how="info", state=state, client_request_id=f"mail-{moment[3:5]}-{len(request)}")

        plans = [info("03-08 23:58:41.200", "Guten Tag, mein Kestrel E lädt nicht mehr.", "IN_PROGRESS", None),
                 info("03-08 23:59:12.950", "Bonsoir, où en est ma commande ?", "IN_PROGRESS", None),
                 info("03-06 04:00:00", "nightly mail sweep", "OK", 1_250)]
        for number, moment in enumerate(["03-05 17:30:02.125", "03-07 11:11:11.111", "03-08 20:45:00.500"]):
            call = Step("transcribe_call", "PARSER", 10 + number, 740, f"call recording {number + 1}, 16 kHz", f"caller says the {PRODUCTS[number]} arrived without pedals")
            plans.append(Plan(at(moment), Step("voice_agent", "AGENT", steps=[call]), tags={"service.name": "voice-gateway"}, how="otlp"))
        return plans

    def evaluation(self) -> list[Plan]:
        """The same twenty questions asked of both versions, one run each, with expected answers."""
        plans = []
        for run, version, start in [("eval-2.3.1", "2.3.1", at("03-04 18:00:00")), ("eval-2.4.0", "2.4.0", at("03-05 11:00:00"))]:
            rng = random.Random(f"{self.seed}/eval")
            judge = random.Random(f"{self.seed}/{run}")
            for number in range(20):
                intent = rng.choice(["brakes", "battery", "assembly", "warranty", "refund"])
                facts = {"order": f"FB-{500100 + number}", "parcel": "PL0", "product": rng.choice(PRODUCTS), "part": rng.choice(PARTS), "amount": "59.95 EUR"}
                question, answer = rng.choice(ENGLISH[intent][1]).format(**facts), rng.choice(ENGLISH[intent][2]).format(**facts)
                plan = self.answered(rng, start + number * 7_919, intent, question, answer, facts, "en")
                plan.experiment, plan.run = EVALUATION, run
                plan.tags |= {"app.version": version, "dataset": "golden-20", "case": f"g{number:02d}"}
                plan.metadata["deployment"] = f"pip-{version}"
                plan.prompts = [("pip-system", 1 if version == "2.3.1" else 2)]
                good = judge.random() < (0.8 if version == "2.3.1" else 0.65)
                plan.judgements = [Judgement("expected_answer", answer, expectation=True),
                                   Judgement("correctness", "correct" if good else "wrong", ("LLM_JUDGE", "larch-judge-1"), "compared with expected_answer"),
                                   Judgement("score", round(judge.uniform(0.7, 1.0) if good else judge.uniform(0.0, 0.5), 2), ("CODE", "token_overlap.py"))]
                if number % 4 == 1:
                    plan.judgements.append(Judgement("stars", 5 if good else 2, ("HUMAN", "reviewer-2")))
                    plan.judgements.append(Judgement("keywords", ["5 Nm", "crosswise"], expectation=True))
                plans.append(plan)
        return plans


PRICES = {"larch-small": (0.1, 0.3), "larch-medium": (1.2, 4.8), "vireo-2-pro": (3.0, 12.0)}  # EUR per million tokens


def usage(read: int, written: int, model: str) -> dict[str, Any]:
    """The attributes from which MLflow's server adds up the tokens and the cost of a trace."""
    cost_in, cost_out = (round(tokens * price / 1e6, 8) for tokens, price in zip((read, written), PRICES[model]))
    return {
        "mlflow.chat.tokenUsage": {"input_tokens": read, "output_tokens": written, "total_tokens": read + written},
        "mlflow.llm.cost": {"input_cost": cost_in, "output_cost": cost_out, "total_cost": round(cost_in + cost_out, 8)},
    }


def stack(*frames: Any) -> str:
    """A Python stack trace: file, function, line, file, function, line …"""
    lines = ["Traceback (most recent call last):"]
    for file, function, line in zip(frames[::3], frames[1::3], frames[2::3]):
        lines += [f'  File "/app/pip/{file}", line {line}, in {function}', f"    return self._{function}(request)"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    everything = Story().plans()
    print(len(everything), "traces")
