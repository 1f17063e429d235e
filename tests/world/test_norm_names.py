"""A norm is called by its id, its label or its article, and never another is taken for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruledsl.world.norm_names import NormName, NormNames

ARTICLES = st.sampled_from(["1", "2", "12bis"])
LABELS = st.sampled_from(["filing", "form.1", "form.2", "sign.duty", "sign.power", "filing/2", "form"])
IDS = st.builds(lambda ruleset, article, label: f"{ruleset}:{article}.{label}", st.sampled_from("ab"), ARTICLES, LABELS)


@given(st.sets(IDS))
def test_a_full_id_names_its_norm_alone(ids: set[str]) -> None:
    names = NormNames(ids)
    assert all([norm.id for norm in names.resolve(id).norms] == [id] for id in ids)


@given(st.sets(IDS), IDS)
def test_a_short_id_names_norms_that_it_fits_or_says_why_not(ids: set[str], other: str) -> None:
    names = NormNames(ids)
    for text in (other, other.partition(":")[2], other.partition(".")[2], "article 1", "form", "1.form", ""):
        found = names.resolve(text)
        assert bool(found.norms) != bool(found.message)
        assert all(norm.id in ids for norm in found.norms)
        if not text.startswith("article"):
            assert all(text.rpartition(":")[2] in norm.id for norm in found.norms)


@given(st.sets(IDS))
def test_every_spelling_offered_names_something(ids: set[str]) -> None:
    names = NormNames(ids)
    assert ids <= set(names.spellings())
    assert all(names.resolve(text).norms for text in names.spellings())


def test_norms_of_one_ruleset_only_are_meant_by_an_id_without_one() -> None:
    found = NormNames(["a:1.filing", "b:1.filing"]).resolve("1.filing")
    assert (found.norms, found.ambiguous) == ((), True)
    assert found.message == "'1.filing' may be any of a:1.filing, b:1.filing"


def test_a_step_is_named_by_its_event_unless_two_steps_share_it() -> None:
    names = NormNames(
        [NormName("a:1.form.1", ("signed",)), NormName("a:1.form.2", ("sent",)), NormName("a:2.f.1", ("x",))]
    )
    assert [n.id for n in names.resolve("1.form.sent").norms] == ["a:1.form.2"]
    twice = NormNames([NormName("a:1.form.1", ("signed",)), NormName("a:1.form.2", ("signed",))])
    assert twice.resolve("1.form.signed").ambiguous


def test_a_label_in_two_articles_is_ambiguous() -> None:
    assert NormNames(["a:1.filing", "a:2.filing"]).resolve("filing").ambiguous


def test_no_norm_at_all_is_no_error() -> None:
    assert NormNames([]).resolve("1.filing").message == "no norm is called '1.filing'"
