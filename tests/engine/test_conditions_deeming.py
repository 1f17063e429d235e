"""Deemings: from when a clause sets a field, until when, and against what."""

from __future__ import annotations

from ruledsl.engine.case import Truth
from ruledsl.engine.point import Point, at_entry
from ruledsl.norms.expressions import And, Compare, Expr, FieldOf, Happened, Lapsed, Literal, Not, Var
from ruledsl.norms.model import ForEach, Form, Norm
from ruledsl.world.values import Duration, Ref
from tests.engine.worlds import SELF, Log, away, case, day, end, env, happened, norm, own, pattern, start, when

NOW = "2022-03-31"


def deeming(
    condition: Expr | None, field: str = "public", value: object = True, name: str = "a", **more: object
) -> Norm:
    return norm(
        name, Form.DEEMING, kind="agenda_item", deems=(field, None, Literal(value)), when=condition, **more  # type: ignore[arg-type]
    )  # fmt: skip


def item(**fields: object) -> Log:
    log = Log("2022-01-01").record("m1", "meeting")
    return log.record("i1", "agenda_item", meeting=Ref("m1"), **fields)  # type: ignore[arg-type]


def public(log: Log, *norms: Norm, at: str = NOW, field: str = "public") -> Truth:
    return case(log, NOW, *norms).truth(own(field), env("i1"), end(at))


def test_a_field_is_deemed_from_the_instant_the_condition_comes_to_hold() -> None:
    clause = deeming(happened("agenda_item", "filed"))
    log = item().event("2022-03-05", "i1", "filed")
    assert [public(log, clause, at=text).value for text in ("2022-03-04", "2022-03-05", NOW)] == [False, True, True]


def test_it_stays_deemed_whether_or_not_the_condition_goes_on_holding() -> None:
    clause = deeming(away("mayor"))
    log = item().state("2022-03-05", "2022-03-06", "mayor", "away")
    assert public(log, clause).value is True


def test_it_is_deemed_whatever_is_or_was_recorded() -> None:
    clause = deeming(happened("agenda_item", "filed"))
    log = item(public=False).event("2022-03-05", "i1", "filed").value("2022-03-07", "i1", "public", False)
    assert public(log, clause).value is True


def test_the_exception_is_asked_at_that_instant_only() -> None:
    clause = deeming(happened("agenda_item", "filed"), unless=away("mayor"))
    log = item().event("2022-03-05", "i1", "filed")
    assert public(log.state("2022-03-06", None, "mayor", "away"), clause).value is True
    excepted = item().event("2022-03-05", "i1", "filed").state("2022-03-05", "2022-03-05", "mayor", "away")
    assert public(excepted, clause).value is False


def test_a_condition_that_comes_to_hold_again_may_deem_then() -> None:
    clause = deeming(away("mayor"), unless=happened("agenda_item", "filed"))
    log = item().event("2022-03-01", "i1", "filed").state("2022-03-05", "2022-03-06", "mayor", "away")
    assert public(log, clause).value is False
    recent = deeming(away("mayor"), unless=Happened(pattern("agenda_item", "filed"), Duration(7, "day")))
    log.state("2022-03-20", "2022-03-21", "mayor", "away")
    answers = [public(log, recent, at=text).value for text in ("2022-03-05", "2022-03-19", "2022-03-20")]
    assert answers == [False, False, True]


def test_it_is_deemed_to_the_records_end() -> None:
    clause = deeming(happened("agenda_item", "filed"))
    log = item().event("2022-03-05", "i1", "filed").event("2022-03-10 10:00", "m1", "held")
    found = case(log, NOW, clause)
    closing = at_entry(when("2022-03-10 10:00"), 2)
    assert found.truth(own("public"), env("i1"), closing).value is True
    assert found.truth(own("public"), env("i1"), closing.after()).value is True
    assert found.truth(own("public"), env("i1"), end("2022-03-10")).value is False


def test_nothing_is_deemed_that_came_after_the_end() -> None:
    clause = deeming(happened("agenda_item", "filed"))
    assert public(item().event("2022-03-05", "m1", "held").event("2022-03-10", "i1", "filed"), clause).value is False


def test_a_deeming_without_a_condition_holds_from_the_opening() -> None:
    assert public(item(), deeming(None), at="2022-01-01").value is True


def test_an_unknown_condition_leaves_the_field_open_unless_it_has_that_value_anyway() -> None:
    clause = deeming(own("special_circumstances"))
    answer = public(item(public=False), clause)
    assert (answer.value, answer.missing) == (None, ("special_circumstances of i1",))
    assert public(item(public=True), clause).value is True


def test_a_judgement_may_be_deemed() -> None:
    clause = deeming(happened("agenda_item", "filed"), "special_circumstances")
    log = item().event("2022-03-05", "i1", "filed")
    assert public(log, clause, at="2022-03-04", field="special_circumstances").value is None
    assert public(log, clause, field="special_circumstances").value is True


def test_the_deeming_used_is_named_with_its_ground() -> None:
    answer = public(item().event("2022-03-05", "i1", "filed"), deeming(happened("agenda_item", "filed")))
    assert answer.used == ("test:1.a",)
    assert [(fact.kind, fact.name) for fact in answer.facts] == [("event", "filed")]


def test_two_deemings_without_an_order_that_differ_are_a_conflict() -> None:
    filed = happened("agenda_item", "filed")
    yes, no = deeming(filed), deeming(filed, value=False, name="b")
    log = item().event("2022-03-05", "i1", "filed")
    answer = public(log, yes, no)
    assert answer.value is None
    assert set(answer.conflicts) == {"test:1.a", "test:1.b"}
    assert public(log, yes, deeming(filed, name="b")).value is True


def test_an_overriding_deeming_wins() -> None:
    filed = happened("agenda_item", "filed")
    log = item().event("2022-03-05", "i1", "filed")
    assert public(log, deeming(filed, overrides=("test:1.b",)), deeming(filed, value=False, name="b")).value is True


def test_one_deeming_may_rest_on_another() -> None:
    first = deeming(happened("agenda_item", "filed"))
    second = deeming(own("public"), "urgent", name="b")
    log = item().event("2022-03-05", "i1", "filed")
    assert [public(log, first, second, at=text, field="urgent").value for text in ("2022-03-04", "2022-03-05")] == [
        False, True,
    ]  # fmt: skip
    assert public(log, first, second, field="urgent").used == ("test:1.b",)


def test_silence_deems() -> None:
    class Oracle:
        def lapsed(self, norm_id: str, record: str, point: Point, key: tuple[str, ...]) -> Truth:
            return Truth(point.day >= day("2022-03-09"))

        def broken(self, norm_id: str, record: str, point: Point, key: tuple[str, ...]) -> Truth:
            return Truth(False)

        def changes(self, norm_id: str, record: str) -> list[Point]:
            return [start("2022-03-09")]

    found = case(item(), NOW, deeming(Lapsed("test:64.reply", SELF)))
    found.oracle = Oracle()
    days = ("2022-03-08", "2022-03-09", NOW)
    assert [found.truth(own("public"), env("i1"), end(text)).value for text in days] == [False, True, True]


def test_a_deeming_for_each_member_sets_the_field_of_that_member() -> None:
    clause = norm(
        "a", Form.DEEMING, kind="agenda_item", deems=("cooperates", Var("u"), Literal(True)),
        when=happened("agenda_item", "filed", SELF, to=Var("u")), for_each=(ForEach("u", own("reviewers")),),
    )  # fmt: skip
    log = item(reviewers=frozenset({Ref("finance"), Ref("general_office")})).event(
        "2022-03-05", "i1", "filed", to="finance"
    )
    found = case(log, NOW, clause)
    answers = [found.truth(own("cooperates", Literal(Ref(unit))), env("i1"), end(NOW)).value
               for unit in ("finance", "general_office")]  # fmt: skip
    assert answers == [True, None]


def test_versions_of_a_deeming_go_by_the_instant_at_which_it_sets() -> None:
    clause = deeming(happened("agenda_item", "filed"), last_day=day("2022-03-05"))
    assert public(item().event("2022-03-05", "i1", "filed"), clause).value is True
    assert public(item().event("2022-03-06", "i1", "filed"), clause).value is False


def test_a_deemed_field_changes_conditions_when_it_is_set() -> None:
    clause = deeming(And((happened("agenda_item", "filed"), Not(away("mayor")))))
    log = item().event("2022-03-05", "i1", "filed").state("2022-03-01", "2022-03-08", "mayor", "away")
    found = case(log, NOW, clause)
    asked = Compare("=", FieldOf(SELF, "public"), Literal(True))
    assert found.first_true(asked, env("i1"), start("2022-01-01")).point == start("2022-03-09")
    assert found.deemed_since(clause, "i1").point == start("2022-03-09")
