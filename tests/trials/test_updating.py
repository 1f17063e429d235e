"""Expectations rewritten to what came out: only what is not so, in its place, and only what can be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.norms.model import Ruleset
from ruledsl.report.wording import REFUSALS as WORDS
from ruledsl.trials.rewriting import REFUSALS
from ruledsl.trials.run import Options, run_files
from ruledsl.trials.updating import updated, write

HEAD = """\
scenario "a letter answered late, and one in time"
    person zhao "Zhao" / "赵" is mayor
    person li "Li" / "李" is vice_mayor
    meeting m1
    agenda_item i1 with meeting = m1, special_circumstances = no
    letter l1
    letter l2
    2022-03-01 l1 received
    2022-03-01 l2 received
    2022-03-02 l2 replied
    2022-03-07 l1 replied(by = zhao)
    as of 2022-03-07
"""

REWRITTEN = [
    ("expect 2.reply satisfied for l1", "expect 2.reply violated for l1"),
    ("expect 2.reply satisfied  so far for l1 -- why", "expect 2.reply violated for l1 -- why"),
    ("expect 2.reply violated  breach   for l1", "expect 2.reply violated  deviation   for l1"),
    ("expect 2.reply violated breach for l2 due 2022-03-04", "expect 2.reply satisfied for l2 due 2022-03-04"),
    ("expect 2.reply violated for l1 due 2022-03-09", "expect 2.reply violated for l1 due 2022-03-04"),
    ("expect 2.reply violated answered for l1", "expect 2.reply violated for l1"),
    ("expect 2.reply pending past the horizon\n      for l1", "expect 2.reply violated\n      for l1"),
    ("expect 2.reply undetermined missing done for l1", "expect 2.reply violated for l1"),
    ("expect 1.filing satisfied", "expect 1.filing pending"),
    ("expect 2.reply violated for l1 #2", "expect 2.reply not_applicable for l1 #2"),
    ("expect only 1.filing violated", "expect only 2.reply violated"),
    ("expect only 1.filing, 2.reply violated", "expect only 2.reply violated"),
    ("expect only article 2 pending", "expect only 1.filing pending"),
    ("expect li may approved for i1", "expect li may not approved for i1"),
    ("expect zhao may  not approved for i1", "expect zhao may approved for i1"),
    ("expect done of l1 = no", "expect done of l1 = yes"),
    ("expect signer of l1   = li", "expect signer of l1   = zhao"),
]

LEFT = [
    ("expect 2.reply violated", "mixed_instances"),
    ("expect only 2.reply undetermined", "none_has_it"),
    ("expect no deviation", "deviations_found"),
    ("expect 2.done used", "not_used"),
    ("expect done of l1 != yes", "comparison"),
    ("expect li may replied for l1", "no_power"),
    ("expect only 1.filing, -- and\n      2.done violated", "comment_inside"),
]


def scenario(office: Path, *lines: str) -> Path:
    path = office / "letters.scenario"
    path.write_bytes((HEAD + "".join(f"    {line}\n" for line in lines)).encode())
    return path


@pytest.mark.parametrize(("line", "new"), REWRITTEN)
def test_what_is_not_so_is_replaced_in_its_place(office: Path, ruleset: Ruleset, line: str, new: str) -> None:
    path = scenario(office, line)
    update = updated(path, ruleset)
    assert (update.refused, update.diagnostics) == ((), ())
    assert update.text == HEAD + f"    {new}\n"


@pytest.mark.parametrize(("line", "reason"), LEFT)
def test_what_cannot_be_said_stays_as_it_is_with_a_reason(
    office: Path, ruleset: Ruleset, line: str, reason: str
) -> None:
    path = scenario(office, line)
    update = updated(path, ruleset)
    assert [each.reason for each in update.lines] == [reason]
    assert update.source is not None
    assert update.text == update.source.text


def test_every_line_rewritten_is_met_afterwards(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, *(line for line, _ in REWRITTEN), *(line for line, _ in LEFT))
    update = updated(path, ruleset)
    assert len(update.rewritten) == len(REWRITTEN)
    assert write(update, Diagnostics())
    (run,) = run_files([path])
    assert sum(not result.ok for each in run.scenarios for result in each.results) == len(LEFT)
    again = updated(path, ruleset)
    assert (again.rewritten, len(again.refused)) == ((), len(LEFT))


def test_lines_that_are_met_are_not_touched(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect   2.reply  violated for l1", "expect 2.reply violated for l2")
    assert updated(path, ruleset).text == HEAD + (
        "    expect   2.reply  violated for l1\n    expect 2.reply satisfied for l2\n"
    )


def test_line_ends_and_a_byte_order_mark_stay(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect done of l1 = no")
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    assert write(updated(path, ruleset), Diagnostics())
    assert path.read_bytes() == data.replace(b"l1 = no", b"l1 = yes")


def test_a_file_with_errors_stays_as_it_is(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect done of l1 = no", "expect dnoe of l1 = no")
    update = updated(path, ruleset)
    assert update.source is not None
    assert (update.text, update.lines) == (update.source.text, ())
    assert update.diagnostics


def test_a_file_that_cannot_be_read_is_told(office: Path, ruleset: Ruleset) -> None:
    update = updated(office / "none.scenario", ruleset)
    assert (update.source, update.lines) == (None, ())
    assert update.diagnostics


def test_a_file_that_has_changed_meanwhile_is_not_written(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect done of l1 = no")
    update = updated(path, ruleset)
    path.write_text("something else", encoding="utf-8")
    faults = Diagnostics()
    assert not write(update, faults)
    assert [item.code for item in faults] == ["RD016"]
    assert path.read_text(encoding="utf-8") == "something else"


def test_a_file_that_is_gone_is_told(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect done of l1 = no")
    update = updated(path, ruleset)
    path.unlink()
    faults = Diagnostics()
    assert not write(update, faults)
    assert [item.code for item in faults] == ["RD016"]


def test_only_the_scenarios_wanted_are_rewritten(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect done of l1 = no")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("a letter answered late", "another"), encoding="utf-8")
    update = updated(path, ruleset, Options(wanted="another"))
    assert [line.title for line in update.rewritten] == ["another, and one in time"]
    assert update.text.startswith(text)


def test_a_file_in_json_is_only_told(office: Path, ruleset: Ruleset) -> None:
    path = office / "letter.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            '"expect": []', '"expect": [{"form": "verdict", "norms": ["2.reply"], "verdict": "violated"}]'
        ),
        encoding="utf-8",
    )
    update = updated(path, ruleset)
    assert update.diagnostics == ()
    assert [line.reason for line in update.lines] == ["json"]


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(REFUSALS)


MATERIAL = [
    ("undetermined for i2 missing special_circumstances", "undetermined for i2 missing other", ""),
    ("violated breach for i1", "violated deviation for i1", ""),
    ("expect 1.filing undetermined for i2", "expect 1.filing satisfied so far for i2", "undetermined for i2"),
    ("expect only 1.filing violated", "expect no breach", "breaches_found"),
    ("expect only 1.filing violated", "expect article 1 satisfied for i1", "mixed_norms"),
    ("expect only 1.filing violated", "expect meeting of i1 = none", "expect meeting of i1 = m1"),
]


@pytest.mark.parametrize(("right", "wrong", "outcome"), MATERIAL)
def test_what_is_put_wrong_comes_right_again(
    office: Path, ruleset: Ruleset, right: str, wrong: str, outcome: str
) -> None:
    """`outcome`: what it becomes instead, or why it stays; nothing if it becomes what it was."""
    path = office / "material.scenario"
    text = path.read_text(encoding="utf-8")
    if "so far" in wrong:
        text = text.replace(" missing special_circumstances", "")  # which is no word of a satisfied clause
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    update = updated(path, ruleset)
    if outcome in REFUSALS:
        assert [line.reason for line in update.lines] == [outcome]
    else:
        assert [line.reason for line in update.lines] == [""]
        assert (outcome or right) in update.text


def test_a_value_that_is_not_known_is_not_written(office: Path, ruleset: Ruleset) -> None:
    path = scenario(office, "expect special_circumstances of i2 = yes")
    text = path.read_text(encoding="utf-8").replace("    letter l1\n", "    agenda_item i2\n    letter l1\n")
    path.write_text(text, encoding="utf-8")
    assert [line.reason for line in updated(path, ruleset).lines] == ["value_unknown"]


def test_two_instances_with_two_due_dates_are_not_one_line(office: Path, ruleset: Ruleset) -> None:
    lines = ["letter l3", "letter l4", "2022-03-07 l3 received", "2022-03-06 l4 received"]
    path = office / "letters.scenario"
    text = HEAD.replace("    as of", "".join(f"    {line}\n" for line in lines) + "    as of")
    text = text.replace(
        "    2022-03-07 l1 replied(by = zhao)\n", "    2022-03-02 l1 archived\n    2022-03-02 l2 archived\n"
    )
    path.write_text(text + "    expect 2.reply pending due 2022-03-31\n", encoding="utf-8")
    assert [line.reason for line in updated(path, ruleset).lines] == ["mixed_instances"]
