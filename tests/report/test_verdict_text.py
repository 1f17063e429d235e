"""Verdicts as sentences: each code, in both languages, at any width."""

from __future__ import annotations

import re
from itertools import product

import pytest
from attrs import evolve

from ruledsl.civil_time.units import Language
from ruledsl.engine.verdicts import Consulted, CountedDay, Explanation, FactUsed, LimitCount, Remedy, Status, Verdict
from ruledsl.report import wording
from ruledsl.report.check_text import explain, render
from ruledsl.report.layout import Page, width
from ruledsl.report.names import Names
from ruledsl.report.result import Report
from ruledsl.report.verdict_text import Writer
from tests.report import sample
from tests.report.sample import REPORT, RULESET, SCENARIO, STEPS, VALUES, VIOLATED, day

LANGUAGES: tuple[Language, ...] = ("en", "zh")

# Names of the program, the input's own names, and what stands in the input in English.
IDENTIFIERS = re.compile(
    r"[A-Za-z0-9.]*[0-9_][A-Za-z0-9_.]*|(?<![A-Za-z])(to|by)(?![A-Za-z])|（[a-z_]+）|51\.filing|filing:|--all"
)


def writer(lang: Language, columns: int = 90) -> Writer:
    return Writer(Names(RULESET, SCENARIO, lang), Page(columns, False, lang), REPORT.as_of)


def english_words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", IDENTIFIERS.sub("", text))


def test_a_violated_clause_shows_article_text_due_date_count_act_exception_and_remedy() -> None:
    assert (
        "\n".join(writer("en").full(VIOLATED))
        == """\
VIOLATED (breach)  51.filing  agenda item Budget (i1)
  article 51 (Agenda material)
    filing: agenda_item requires filed(to = general_office) at least 5 workdays before
        meeting.held
    unless special_circumstances
  Why        done, but too late
  Due        2022-03-28 (Mon); 1 day late
  Count      at least 5 workdays before 2022-04-02 (Sat), meeting m1 held:
             2022-03-28 (Mon)
             0    Sat  2 Apr               day 0 (make-up workday for 2022-04-04)
             1–5  Fri  1 Apr – Mon 28 Mar
  Facts      2022-03-29 (Tue)  filed (to = general office, by = Wang as mayor)  [line 5]
             2022-04-02 (Sat)  meeting m1: held  [line 6]
  Looked at  its exception: does not apply (special circumstances: judged no  [line 4])
  Needed     filed (to = general office) by 2022-03-28 (Mon)
  Note       会前5个工作日"""
    )


def test_the_same_in_chinese() -> None:
    text = "\n".join(writer("zh").full(VIOLATED))
    assert "违反（违规）  51.filing  议题 预算（i1）" in text
    assert "期限  2022年3月28日（星期一）；逾期1天" in text
    assert "在2022年4月2日（星期六）会议 m1 召开之前至少5个工作日：2022年3月28日（星期一）" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("why", wording.WHY)
def test_every_reason_is_written(why: str, lang: Language) -> None:
    explanation = Explanation(why, "taian:51.filing", "51", count=3, bound=2)
    text = "\n".join(writer(lang).full(evolve(VIOLATED, explanation=explanation)))
    assert wording.WHY[why](lang, count=3, bound=2) in text.replace("\n", " ")


@pytest.mark.parametrize("kind", wording.FACTS)
def test_every_fact_is_written_without_english_in_chinese(kind: str) -> None:
    name = {"event": "filed", "no_event": "filed", "plan": "filed", "role": "mayor", "no_role": "mayor"}.get(
        kind, "away" if "state" in kind else "special_circumstances"
    )
    for value in (None, "lapsed") if kind == "norm" else (None, "yes", True):
        fact = FactUsed(kind, "i1", name, value, None, day("2022-03-01"), 3600, day("2022-03-05"))
        assert writer("en").fact(fact)
        assert not english_words(writer("zh").fact(fact))


@pytest.mark.parametrize("kind", wording.REMEDIES)
@pytest.mark.parametrize("possible", [True, False])
def test_every_remedy_is_written_without_english_in_chinese(kind: str, possible: bool) -> None:
    name = {"set_value": "value_x", "wait": "calendar of 2027"}.get(kind, "filed")
    remedy = Remedy(kind, "i1", name, True, day("2022-03-01"), parties=("mayor", "vice_mayor"), possible=possible)
    verdict = evolve(VIOLATED, explanation=evolve(VIOLATED.explanation, remedies=(remedy,)))
    for lang in LANGUAGES:
        rows = writer(lang).remedies(verdict)
        lines = [line for row in rows for line in row.lines]
        assert len(lines) == 1
        assert lang == "en" or not english_words(lines[0])


@pytest.mark.parametrize("form", wording.LIMITS)
def test_every_limit_is_written_with_and_without_an_anchor(form: str) -> None:
    for lang, anchor, anchor_day in product(LANGUAGES, (None, sample.HELD), (None, day("2022-04-02"))):
        count = LimitCount(form, "2 to 3 months", anchor, anchor_day, day("2022-06-01"), layer=1, provisional=True)
        assert lang == "en" or not english_words(writer(lang).count_head(count))


@pytest.mark.parametrize("kind", wording.CONSULTED)
def test_everything_consulted_is_written(kind: str) -> None:
    for lang, truth in product(LANGUAGES, (True, False, None)):
        text = writer(lang).consulted(Consulted(kind, truth, "taian:52.urgent", (sample.NOT_SPECIAL,)))
        assert wording.TRUTH[truth](lang) in text


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_is_written_without_english_in_chinese(value: object) -> None:
    text = writer("zh").names.value(value)
    assert text
    assert not english_words(text.replace("text", ""))


def test_numbers_are_written_exactly() -> None:
    names = writer("en").names
    assert names.value(VALUES[8]) == "1/3"
    assert names.value(VALUES[9]) == "2.5"


@pytest.mark.parametrize("mark", [mark for mark in wording.MARKS if mark != "so_far"])
def test_every_mark_is_written(mark: str) -> None:
    for lang in LANGUAGES:
        text = " ".join(writer(lang, 400).full(evolve(VIOLATED, marks=frozenset({mark}))))
        assert wording.MARKS[mark](lang) in text


def test_so_far_stands_beside_the_verdict() -> None:
    assert writer("en").head(sample.EXCUSED)[0].startswith("EXCUSED (so far)  51.sign_off")


@pytest.mark.parametrize("columns", [60, 75, 90, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_fits_the_page(lang: Language, columns: int) -> None:
    for line in render(REPORT, Page(columns, False, lang), everything=True).splitlines():
        assert width(line) <= columns


def test_a_chinese_report_holds_no_english_but_what_the_input_says() -> None:
    text = explain(REPORT, Page(100, False, "zh"), REPORT.verdicts)
    own = [line for line in text.splitlines() if "requires" not in line and "meeting.held" not in line]
    rest = "\n".join(own).replace(SCENARIO.title, "").replace("    unless special_circumstances", "")
    assert not english_words(rest)


def test_days_not_done_are_counted_to_the_day_of_evaluation() -> None:
    explanation = Explanation("not_done", "taian:51.filing", "51")
    verdict = evolve(VIOLATED, explanation=explanation, late_days=None)
    assert "Due   2022-03-28 (Mon); 5 days ago and still not done" in "\n".join(writer("en").full(verdict))


def test_an_open_due_date_is_said_to_be_open() -> None:
    count = LimitCount("within", "20 workdays", None, day("2026-12-20"), day("2027-01-11"), None)
    explanation = Explanation("unpublished_calendar", "taian:51.filing", "51", counts=(count,))
    verdict = Verdict("taian:51.filing", "51", Status.UNDETERMINED, explanation, due=day("2027-01-11"))
    assert "Due    not before 2027-01-11 (Mon)" in "\n".join(writer("en").full(verdict))


def test_a_pending_limit_over_unpublished_days_is_not_said_to_be_certain() -> None:
    step = CountedDay(day("2030-03-11"), None, "unpublished")
    count = LimitCount("within", "3 workdays", None, day("2030-03-10"), day("2030-03-13"), None, steps=(step,))
    explanation = Explanation("waiting", "taian:51.filing", "51", counts=(count,))
    verdict = Verdict("taian:51.filing", "51", Status.PENDING, explanation, due=day("2030-03-13"), days_left=2)
    full = "\n".join(writer("en").full(verdict))
    assert "not before 2030-03-13 (Wed); at least 2 days left (calendar not published)" in full


def test_controls_in_the_input_are_made_harmless() -> None:
    scenario = evolve(SCENARIO, title="x\x1b[31mred\u202e")
    text = render(Report(RULESET, scenario, REPORT.as_of, ()), Page())
    assert "\x1b" not in text
    assert "\\x1b[31mred\\u202e" in text


def test_a_coloured_report_is_the_plain_one_with_colours() -> None:
    coloured = render(REPORT, Page(90, True, "en"), everything=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(REPORT, Page(90, False, "en"), everything=True)


def test_violated_comes_first_and_pending_by_due_date() -> None:
    later = evolve(sample.PENDING, due=day("2022-05-06"))
    report = evolve(REPORT, verdicts=(later, *REPORT.verdicts))
    text = report.text()
    order = [text.index(word) for word in ("VIOLATED", "UNDETERMINED", "2022-04-06", "2022-05-06", "EXCUSED")]
    assert order == sorted(order)


def test_what_is_open_is_listed_a_line_each() -> None:
    lines = REPORT.text(columns=200).splitlines()
    at = lines.index("PENDING (1)")
    assert lines[at + 1] == (
        "  2022-04-06 (Wed)  51.sign_off  agenda item Budget (i1): "
        "4 days left, late on plan, provisional: rests on a projected calendar"
    )
    assert lines[lines.index("EXCUSED (1)") + 1] == (
        "  51.sign_off  agenda item Budget (i1), for general office: another clause takes precedence (52.urgent)"
    )


def test_verdicts_of_one_clause_that_say_the_same_are_listed_together() -> None:
    same = [evolve(sample.EXCUSED, record=name, key=()) for name in ("i1", "m1")]
    assert "  51.sign_off  agenda item Budget (i1), meeting m1: another clause takes precedence (52.urgent)" in (
        evolve(REPORT, verdicts=tuple(same)).text().splitlines()
    )


def test_an_occurrence_is_named_only_where_there_are_several() -> None:
    alone = evolve(REPORT, verdicts=(sample.SATISFIED,)).text(everything=True)
    assert "SATISFIED  51.sign_off  agenda item Budget (i1): done in time" in alone
    other = evolve(sample.SATISFIED, occurrence=1)
    both = evolve(REPORT, verdicts=(other, sample.SATISFIED)).text(everything=True)
    assert "SATISFIED  51.sign_off  agenda item Budget (i1), no. 2, 2022-03-30 (Wed): done in time" in both


def test_the_facts_of_an_exception_stand_beside_it_and_not_again() -> None:
    told = evolve(VIOLATED.explanation, facts=(sample.HELD, sample.NOT_SPECIAL))
    assert "\n".join(writer("en").full(evolve(VIOLATED, explanation=told))).count("judged no") == 1


def test_what_is_in_order_is_counted_and_listed_only_when_asked() -> None:
    assert "SATISFIED" not in REPORT.text()
    assert "1 satisfied." in REPORT.text()
    assert "SATISFIED  51.sign_off" in REPORT.text(everything=True)


def test_runs_of_like_days_stand_on_one_line() -> None:
    verdict = evolve(VIOLATED, explanation=evolve(VIOLATED.explanation, counts=(evolve(sample.COUNT, steps=STEPS),)))
    lines = [line.strip() for line in writer("en").full(verdict)]
    assert "1–5  Fri  1 Apr – Mon 28 Mar" in lines
