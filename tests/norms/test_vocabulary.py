"""Vocabularies: what declarations mean, and each way in which they can be wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ruledsl.diagnostics import Diagnostics
from ruledsl.source import Source
from ruledsl.syntax import File, parse
from ruledsl.world.values import NOTHING, Duration, Ref, Symbol
from ruledsl.world.vocabulary import EventPath, Label, Parameter, Type, Vocabulary
from tests.norms.compiling import compile_text, compiled, marked_error


def vocabulary_of(lines: str) -> Vocabulary:
    return compile_text(f"vocabulary v\n{lines}\nruleset r\n").vocabulary


def vocabulary_error(lines: str) -> tuple[str, str]:
    error = marked_error(f"vocabulary v\n{lines}\nruleset r\n")
    return error.code, error.message


# ------------------------------------------------------------------------------------------------ meaning


def test_a_name_without_labels_is_its_own_label_in_both_languages() -> None:
    vocabulary = vocabulary_of('    role a\n    role b "bee"\n    role c "丙"\n    role d "dee" / "丁"')
    labels = {name: role.label for name, role in vocabulary.roles.items()}
    assert labels == {"a": Label("a", "a"), "b": Label("bee", "b"), "c": Label("c", "丙"), "d": Label("dee", "丁")}


def test_parties_are_built_in_and_narrower_kinds_of_them_are_parties() -> None:
    vocabulary = vocabulary_of("    kind department is office\n    kind bureau is department\n    kind request")
    assert {name for name, kind in vocabulary.kinds.items() if kind.is_party} == {
        "party", "person", "role", "office", "department", "bureau",
    }  # fmt: skip


def test_built_in_kinds_can_be_given_fields_and_events() -> None:
    vocabulary = vocabulary_of("    kind person\n        age : whole number\n        event moved(by)")
    assert vocabulary.field("person", "age") is not None
    assert vocabulary.event("person", "moved") is not None


def test_fields_and_events_have_types_parameters_and_defaults() -> None:
    vocabulary = vocabulary_of(
        """
    office general_office
    list class = low, high
    kind request
        amount : decimal default 2
        class : class default low
        owner : party default general_office
        next : request default none
        tags : set of class default ()
        clerks : set of person
        wait : duration default 3 days
        cooperates(unit) : judgement
        restraint(year) : judgement
        asked(request) : yes/no default no
        event filed(to, by, class, copies : whole number default 1)
"""
    )
    defaults = {field.name: field.default for field in vocabulary.kinds["request"].fields if field.has_default}
    assert defaults == {
        "amount": 2,
        "class": Symbol("class", "low"),
        "owner": Ref("general_office"),
        "next": NOTHING,
        "tags": frozenset(),
        "wait": Duration(3, "day"),
        "asked": False,
    }
    parameters = {f.name: f.parameter.type for f in vocabulary.kinds["request"].fields if f.parameter is not None}
    assert parameters == {
        "cooperates": Type("party"),
        "restraint": Type("period", "year"),
        "asked": Type("kind", "request"),
    }
    clerks = vocabulary.field("request", "clerks")
    assert clerks is not None
    assert clerks.type == Type("person", many=True)
    filed = vocabulary.event("request", "filed")
    assert filed is not None
    assert filed.parameters == (
        Parameter("to", Type("party")),
        Parameter("by", Type("party")),
        Parameter("class", Type("list", "class")),
        Parameter("copies", Type("whole_number"), 1, has_default=True),
    )


def test_roles_are_narrower_unions_or_taken_from_a_field() -> None:
    vocabulary = vocabulary_of(
        """
    role chief is mayor
    role mayor
    role deputy
    role leader = mayor or deputy
    role head_of = head of department
    kind department is office
        head : person
"""
    )
    assert vocabulary.roles["chief"].parents == ("mayor",)
    assert vocabulary.roles["leader"].union == ("mayor", "deputy")
    assert vocabulary.roles["head_of"].from_field == ("head", "department")
    assert vocabulary.role_includes("leader", "chief")


def test_a_kind_lives_as_its_wider_kind_does_unless_it_says_otherwise() -> None:
    vocabulary = vocabulary_of(
        """
    kind base opens begun, closes ended or void by dropped, horizon 2 years
        event begun, ended, dropped
    kind same is base
    kind closing is base closes sealed
        event sealed
    kind endless is base closes never
    kind plain
"""
    )
    ended, dropped = (EventPath((), "ended"),), (EventPath((), "dropped"),)
    lives = {name: vocabulary.life(name) for name in ("same", "closing", "endless", "plain")}
    found = {name: (life.opens, life.closes, life.void_by, life.horizon) for name, life in lives.items()}
    begun, horizon = EventPath((), "begun"), Duration(2, "year")
    assert found == {
        "same": (begun, ended, dropped, horizon),
        "closing": (begun, (EventPath((), "sealed"),), (), horizon),
        "endless": (begun, (), (), horizon),
        "plain": (None, (), (), None),
    }


def test_a_state_is_of_its_kind_of_what_it_says_or_of_the_kind_of_its_events() -> None:
    vocabulary = vocabulary_of(
        """
    state away of party
    state fee_due from asked to paid
    kind request
        event asked, paid
        state urgent
"""
    )
    states = {name: (s.of, s.from_event, s.to_event) for name, s in vocabulary.states.items()}
    assert states == {
        "away": ("party", None, None),
        "fee_due": ("request", EventPath((), "asked"), EventPath((), "paid")),
        "urgent": ("request", None, None),
    }


# ------------------------------------------------------------------------------------------------ modules


class Modules:
    """A shelf of texts."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    def module(self, name: str, diagnostics: Diagnostics) -> Sequence[File] | None:
        return [parse(Source(name, self.texts[name]), diagnostics)] if name in self.texts else None

    def module_names(self) -> Sequence[str]:
        return list(self.texts)


def test_a_ruleset_uses_modules_that_use_modules_each_once() -> None:
    modules = Modules(
        {
            "people": "vocabulary people\n    role mayor\n",
            "papers": "vocabulary papers\n    uses people\n    kind request\n        chief : mayor\n",
        }
    )
    ruleset, diagnostics = compiled("ruleset r\n    uses papers, people\n", modules)
    assert ruleset is not None
    assert not list(diagnostics)
    assert ruleset.vocabulary.modules == ("people", "papers")
    field = ruleset.vocabulary.field("request", "chief")
    assert field is not None
    assert field.type == Type("role", "mayor")


@pytest.mark.parametrize(
    ("texts", "code", "message", "help"),
    [
        ({"paper": "vocabulary paper\n"}, "RD203", "there is no vocabulary 'papers'", "did you mean 'paper'?"),
        (
            {"papers": "vocabulary other\n"},
            "RD203",
            "the file of 'papers' has no heading `vocabulary papers`",
            "its heading says 'other': write `vocabulary papers` there",
        ),
        (
            {
                "papers": "vocabulary papers\n    uses people\n",
                "people": "vocabulary people\n    uses places\n",
                "places": "vocabulary places\n    uses papers\n",
            },
            "RD204",
            "these vocabularies use each other in a circle: papers uses people uses places uses papers",
            "take one `uses` out",
        ),
    ],
)
def test_modules_that_are_missing_or_circular_are_errors(
    texts: dict[str, str], code: str, message: str, help: str
) -> None:
    _, diagnostics = compiled("ruleset r\n    uses papers\n", Modules(texts))
    assert [(d.code, d.message, d.help) for d in diagnostics] == [(code, message, help)]


def test_names_are_unique_over_all_modules() -> None:
    modules = Modules({"a": "vocabulary a\n    role mayor\n", "b": "vocabulary b\n    kind mayor\n"})
    _, diagnostics = compiled("ruleset r\n    uses a, b\n", modules)
    (error,) = diagnostics
    assert (error.code, error.message) == ("RD210", "'mayor' is declared twice")
    assert (error.span.file, error.related[0][1].file) == ("b", "a")


# ------------------------------------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        ("    role mayor\n    office ⟦mayor⟧", "RD210", "'mayor' is declared twice"),
        ("    role ⟦self⟧", "RD211", "'self' is a word of the language and cannot be a name"),
        ("    role ⟦party⟧", "RD211", "'party' is a kind of party already"),
        ("    kind ⟦office⟧ is party", "RD211", "'office' is built in; it can be given fields and events only"),
        ("    role x is ⟦y⟧", "RD217", "there is no role 'y'"),
        ("    role x = x2 or ⟦y⟧\n    role x2", "RD217", "there is no role 'y'"),
        ("    role ⟦p⟧ is q\n    role q is p", "RD213", "these roles are forms of each other: p is q is p"),
        (
            "    kind ⟦a⟧ is b\n    kind b is c\n    kind c is a",
            "RD213",
            "these kinds are forms of each other: a is b is c is a",
        ),
        ("    kind c is ⟦nowhere⟧", "RD212", "there is no kind 'nowhere'"),
        ("    role mayor\n    kind c is ⟦mayor⟧", "RD212", "there is no kind 'mayor'"),
        ("    kind c\n    office o is ⟦c⟧", "RD212", "c is not a kind of office"),
        ("    kind c is office\n        head : person\n    role h = ⟦hed⟧ of c", "RD221", "c has no field 'hed'"),
        (
            "    kind c\n        size : text\n    role h = ⟦size⟧ of c",
            "RD217",
            "size of c names no party, so nobody holds the role by it",
        ),
        ("    role h = head of ⟦nothing⟧", "RD212", "there is no kind 'nothing'"),
        ("    list l = a, b, ⟦a⟧", "RD210", "'a' is twice in the list l"),
        ("    kind c\n        f : ⟦bool⟧", "RD212", "there is no type or kind 'bool'"),
        ("    kind c\n        f : text\n        event ⟦f⟧", "RD210", "'f' is declared twice in c"),
        ("    kind c\n        f : ⟦set of set of text⟧", "RD212", "a set of sets cannot be kept"),
        ("    kind c\n        f : ⟦period⟧", "RD212", "a field cannot hold a period"),
        ("    kind c\n        f : whole number default ⟦yes⟧", "RD216", "a whole number is wanted here"),
        ("    kind c\n        f : date default ⟦3⟧", "RD216", "a date is wanted here"),
        ('    kind c\n        f : set of text default ⟦"a"⟧', "RD216", "a set is written in brackets"),
        (
            "    kind c\n        f : text default ⟦1 + 2⟧",
            "RD216",
            "a constant is wanted here, not something to work out",
        ),
        ("    list l = a\n    kind c\n        f : l default ⟦b⟧", "RD216", "'b' is not in the list l"),
        (
            "    kind c\n        f(⟦x⟧ : text) : judgement",
            "RD212",
            "the parameter of a field is a party, a record or a period",
        ),
        ("    kind c\n        f : by ⟦done⟧\n        event done", "RD217", "done does not say by whom it is done"),
        ("    kind c\n        f : by ⟦doen⟧\n        event done(by)", "RD221", "c has no event 'doen'"),
        ("    kind c\n        event done(by, ⟦by⟧)", "RD210", "done has two parameters 'by'"),
        ("    kind c\n        event done(⟦by⟧ : text)", "RD212", "`by` is who did it: a party"),
        ("    kind c opens ⟦begun⟧\n        event began", "RD221", "c has no event 'begun'"),
        (
            "    kind c closes d.⟦f⟧\n        d : c\n        f : text",
            "RD215",
            "f is a field of c; a record closes by an event",
        ),
        (
            "    kind c closes ⟦d⟧.done\n        d : set of c\n        event done",
            "RD215",
            "d of c does not hold one record, so nothing can happen to it",
        ),
        ("    kind c horizon ⟦0 days⟧", "RD304", "a horizon is a number, at least 1, and a unit"),
        (
            "    kind a closes x\n        event x\n    kind b closes y\n        event y\n    kind ⟦c⟧ is a and b",
            "RD215",
            "c could open and close as a and b do",
        ),
        (
            "    kind a\n        f : text\n    kind b is a\n        ⟦f⟧ : text",
            "RD210",
            "b has 'f' already, as every a has it",
        ),
        (
            "    kind a\n        f : text\n    kind b\n        f : text\n    kind ⟦c⟧ is a and b",
            "RD210",
            "c gets 'f' twice, from a and from b",
        ),
        ("    state ⟦away⟧", "RD214", "the state away does not say of what it is"),
        ("    role mayor\n    state away of ⟦mayor⟧", "RD212", "'mayor' is one party, not a kind"),
        ("    state away of ⟦parti⟧", "RD212", "there is no kind 'parti'"),
        ("    kind c\n        f : text\n        state ⟦f⟧", "RD210", "c has a field or event 'f' already"),
        (
            "    kind a\n        event x, y\n    kind b\n        event x, y\n    state ⟦s⟧ from x to y",
            "RD222",
            "several kinds have x and y: a, b",
        ),
    ],
)
def test_a_declaration_that_cannot_be_meant_is_an_error_at_its_place(lines: str, code: str, message: str) -> None:
    assert vocabulary_error(lines) == (code, message)
