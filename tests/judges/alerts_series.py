"""Series under which a rule fires, and under which it keeps quiet, as `promtool test rules` takes them.

In: a rule as Prometheus reads it. Out: tests for it; none where its expression is none of the forms below:
a comparison of a selector, of its largest value or of its rate with a number; what is absent; an age.
"""

import json
import re
from typing import Any

Rule = dict[str, Any]
Labels = dict[str, str]

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
LABEL = r'\w+\s*=\s*"(?:[^"\\]|\\.)*"'
SELECTOR = rf"(?P<name>[a-zA-Z_:][\w:]*)(?:\{{(?P<labels>\s*(?:{LABEL}\s*,?\s*)*)\}})?"
OPERATOR = r"(?P<operator>==|!=|<=|>=|<|>)"
MOST = rf"max by \((?P<by>[\w, ]+)\) \({SELECTOR}\)"
FORMS = {
    "comparison": rf"\(?{SELECTOR}\)? {OPERATOR} (?P<bound>{NUMBER})",
    "turned": rf"(?P<bound>{NUMBER}) {OPERATOR} {SELECTOR}",
    "most": rf"{MOST} {OPERATOR} (?P<bound>{NUMBER})",
    "rate": rf"rate\({SELECTOR}\[5m\]\) {OPERATOR} (?P<bound>{NUMBER})",
    "absent": rf"absent\({SELECTOR}\)",
    "age": rf"time\(\) - {MOST} > (?P<bound>{NUMBER}) or absent\(.*\)",
}
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
UNITS = {"s": 1, "m": 60, "h": 3600}
STEP = 60


def seconds(text: str) -> int:
    """A duration of one unit."""
    return int(text[:-1]) * UNITS[text[-1]]


def labels(text: str | None) -> Labels:
    """The labels of a selector."""
    return {part.split("=")[0].strip(): json.loads(part.split("=", 1)[1]) for part in re.findall(LABEL, text or "")}


def values(operator: str, bound: float, off: float) -> tuple[float, float]:
    """A value for which the comparison holds, and one for which it does not; they are `off` apart."""
    above, below = bound + off, bound - off
    return {
        ">": (above, bound),
        "<": (below, bound),
        ">=": (bound, below),
        "<=": (bound, above),
        "==": (bound, above),
        "!=": (above, bound),
    }[operator]


def number(value: float) -> str:
    """A number as Go prints it."""
    return str(int(value)) if value == int(value) else repr(value)


def selector(name: str, given: Labels) -> str:
    """A series by name and labels."""
    return name + "{" + ",".join(f"{key}={json.dumps(value)}" for key, value in given.items()) + "}"


def rendered(text: str, value: str) -> str:
    """A text of a rule as it arrives."""
    return text.replace("{{ $value }}", value).replace('{{ "{{" }}', "{{")


def one(rule: Rule, at: int, series: list[tuple[str, str]], fires: tuple[Labels, str] | None) -> dict[str, Any]:
    """A test: what the rule does at a time, in seconds."""
    expected = []
    if fires:
        own, value = fires
        alert_labels = own | {key: rendered(text, value) for key, text in rule["labels"].items()}
        notes = {key: rendered(text, value) for key, text in rule["annotations"].items()}
        expected = [{"exp_labels": alert_labels, "exp_annotations": notes}]
    return {
        "interval": f"{STEP}s",
        "input_series": [{"series": name, "values": values} for name, values in series],
        "alert_rule_test": [{"eval_time": f"{at}s", "alertname": rule["alert"], "exp_alerts": expected}],
    }


def tests(rule: Rule) -> list[dict[str, Any]]:
    """Tests for the rule: that it fires, that it waits as long as it says, that it keeps quiet."""
    found = {form: re.fullmatch(pattern, rule["expr"]) for form, pattern in FORMS.items()}
    form = next((form for form, match in found.items() if match), None)
    match = found[form] if form else None
    if not form or not match:
        return []
    hold = seconds(rule.get("for", "0s"))
    given = labels(match["labels"])
    wide = given | {"instance": "a:1"} if "max by" in rule["expr"] else given
    name, count = selector(match["name"], wide), hold // STEP + 20
    if form == "absent":
        made = [one(rule, hold + STEP, [], (given, "1")), one(rule, hold + STEP, [(name, f"1x{count}")], None)]
        return made + ([one(rule, hold - 1, [], None)] if hold else [])
    if form == "age":
        age, end = int(match["bound"]), hold + int(match["bound"]) + 2 * STEP
        old, fresh = [(name, f"0x{end // STEP + 5}")], [(name, f"0+{STEP}x{end // STEP + 5}")]
        made = [one(rule, end, old, (given, number(end))), one(rule, end, fresh, None), one(rule, age, old, None)]
        return [*made, one(rule, hold + STEP, [], (given, "1"))]
    operator, bound = match["operator"], float(match["bound"])
    # A rate is not told to the last digit.
    off = abs(bound) + 1 if form == "rate" else max(abs(bound), 1) / 64
    fire, quiet = values(TURNED[operator] if form == "turned" else operator, bound, off)
    if form == "rate":
        # Prometheus extrapolates; from whole counts a minute it comes to the number itself.
        end = hold + 10 * STEP
        made = [(f"0+{number(value * STEP)}x{end // STEP + 5}", value) for value in (fire, quiet / 2)]
        return [
            one(rule, end, [(name, made[0][0])], (given, number(fire))),
            one(rule, end, [(name, made[1][0])], None),
        ]
    steady = [[(name, f"{number(value)}x{count}")] for value in (fire, quiet)]
    made = [one(rule, hold + STEP, steady[0], (given, number(fire))), one(rule, hold + STEP, steady[1], None)]
    return made + ([one(rule, hold - 1, steady[0], None)] if hold else [])
