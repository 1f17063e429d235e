"""Loading: what a path or name stands for, what is read, and that nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ruledsl.diagnostics import Diagnostics, InputError
from ruledsl.norms import load, loader
from ruledsl.norms.model import Ruleset

WORLD = """vocabulary v
    kind request opens when created, closes answered
        event answered(by)
"""
HEAD = WORLD + "ruleset r\n    calendar none\n"


def article(number: int, days: int = 3) -> str:
    return f"article {number}\n    a: request requires answered within {days} days\n"


def write(folder: Path, **files: str) -> Path:
    """A folder with these files, `__` standing for a dot and `___` for a slash in their names."""
    for name, text in files.items():
        path = folder / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def failure(path: object) -> tuple[str, str, str]:
    """Code, message and help of the one error of loading."""
    with pytest.raises(InputError) as caught:
        load(str(path))
    (error,) = caught.value.diagnostics.errors
    return error.code, error.message, error.help


# ------------------------------------------------------------------------------------------------ what is loaded


def test_a_folder_is_read_in_the_order_of_its_files_names(tmp_path: Path) -> None:
    write(
        tmp_path, b2__rules=article(2), a1__rules=HEAD + article(1), c3__rules="chapter 9\n" + article(3), x__txt="no"
    )
    ruleset = load(tmp_path)
    assert [norm.local_id for norm in ruleset.norms] == ["1.a", "2.a", "3.a"]
    assert [Path(name).name for name in ruleset.files] == ["a1.rules", "b2.rules", "c3.rules"]


def test_a_single_file_is_a_ruleset_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, a__rules=HEAD + article(1), b__rules=article(2))
    assert [norm.local_id for norm in load(tmp_path / "a.rules").norms] == ["1.a"]
    assert failure(tmp_path / "b.rules")[0] == "RD200"


@pytest.mark.parametrize(
    "where",
    [
        "own___people__rules",
        "own___people___one__rules",
        "own___vocabulary___people__rules",
        "vocabulary___people__rules",
    ],
)
def test_a_module_is_found_beside_the_ruleset_or_in_a_vocabulary_folder(tmp_path: Path, where: str) -> None:
    module = "vocabulary people\n    role mayor\n"
    write(tmp_path, **{where: module}, own___r__rules="ruleset r\n    uses people\n")
    assert "mayor" in load(tmp_path / "own").vocabulary.roles


def test_bundled_rulesets_are_loaded_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, town___r__rules="ruleset town\n    uses shared\n", vocabulary___shared__rules="vocabulary shared\n")
    monkeypatch.setattr(loader, "bundled_folder", lambda: tmp_path)
    monkeypatch.chdir(tmp_path / "vocabulary")
    assert loader.bundled_names() == ["town"]
    assert load("town").name == "town"
    assert failure("twon") == (
        "RD201",
        "there is no ruleset 'twon', neither a path nor a bundled one",
        "did you mean 'town'?",
    )
    assert failure("zzz")[2] == "bundled rulesets: town; any other is given by its folder's path"


def test_a_path_goes_before_a_bundled_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, bundled___town__r=""), write(tmp_path, bundled___town___r__rules="ruleset bundled\n")
    write(tmp_path, town___r__rules="ruleset mine\n")
    monkeypatch.setattr(loader, "bundled_folder", lambda: tmp_path / "bundled")
    monkeypatch.chdir(tmp_path)
    assert load("town").name == "mine"


# ------------------------------------------------------------------------------------------------ what is wrong


def test_a_missing_path_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    write(tmp_path, rules___r__rules=HEAD)
    assert failure(tmp_path / "ruls") == (
        "RD201",
        f"there is no file or folder '{tmp_path / 'ruls'}'",
        "did you mean 'rules'?",
    )


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_what_is_no_path_is_an_error(path: str) -> None:
    assert failure(path)[0] == "RD201"


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    assert failure(tmp_path) == (
        "RD200",
        f"the folder '{tmp_path}' has no .rules files",
        "give the folder of a ruleset",
    )


def test_files_without_a_ruleset_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, v__rules=WORLD)
    code, message, help = failure(tmp_path)
    assert (code, message) == ("RD200", "here is a vocabulary, and no ruleset")
    assert help == 'a ruleset opens with `ruleset NAME "title"`, and takes a vocabulary with `uses NAME`'


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "r.rules").write_bytes(b"ruleset \xff\n")
    assert failure(tmp_path)[0] == "RD004"
    (tmp_path / "r.rules").write_bytes(b"")
    assert failure(tmp_path)[0] == "RD005"


def test_all_errors_are_in_what_is_raised_and_in_the_callers_diagnostics(tmp_path: Path) -> None:
    write(tmp_path, r__rules=HEAD + "article 1\n    a: request requires x within 3 days\n    b: request requires y\n")
    diagnostics = Diagnostics()
    with pytest.raises(InputError) as caught:
        load(tmp_path, diagnostics)
    assert caught.value.diagnostics is diagnostics
    assert [error.span.line for error in diagnostics.errors] == [7, 8]


# ------------------------------------------------------------------------------------------------ nothing outside


OUTSIDE = [
    "../days.txt",
    "/etc/passwd",
    "sub/../../days.txt",
    "..\\\\days.txt",
    "C:\\\\days.txt",
    "c:days.txt",
    "",
    ".",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_file_is_read_outside_the_rulesets_folder(tmp_path: Path, name: str) -> None:
    write(tmp_path, days__txt="2022-04-02 working\n", own___r__rules=f'ruleset r\n    calendar china with "{name}"\n')
    with pytest.raises(InputError) as caught:
        load(tmp_path / "own")
    assert {error.code for error in caught.value.diagnostics.errors} <= {"RD205", "RD002"}


def test_no_link_leads_out_of_the_rulesets_folder(tmp_path: Path) -> None:
    write(tmp_path, days__txt="2022-04-02 working\n", own___r__rules='ruleset r\n    calendar china with "days.txt"\n')
    os.symlink(tmp_path / "days.txt", tmp_path / "own" / "days.txt")
    assert failure(tmp_path / "own") == (
        "RD205",
        "'days.txt' lies outside the ruleset's folder",
        "put the file beside the ruleset's files",
    )


def test_no_rules_are_read_through_a_link_that_leads_out(tmp_path: Path) -> None:
    write(tmp_path, other___secret__rules=article(1), own___r__rules=HEAD)
    os.symlink(tmp_path / "other" / "secret.rules", tmp_path / "own" / "z.rules")
    code, message, _ = failure(tmp_path / "own")
    assert (code, message) == ("RD205", f"'{tmp_path / 'own' / 'z.rules'}' is a link that leads out of its folder")


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    write(tmp_path, own___r__rules=HEAD + article(1))
    os.symlink(tmp_path / "own", tmp_path / "folder")
    os.symlink(tmp_path / "own" / "r.rules", tmp_path / "file.rules")
    assert load(tmp_path / "folder").norms[0].id == load(tmp_path / "file.rules").norms[0].id


def test_earlier_errors_in_the_callers_diagnostics_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, r__rules=HEAD + article(1))
    diagnostics = Diagnostics()
    diagnostics.error("RD001", "something else")
    assert load(tmp_path, diagnostics).name == "r"


def test_a_file_in_the_rulesets_folder_is_read(tmp_path: Path) -> None:
    days = "2022-04-02 working\n"
    write(tmp_path, sub___days__txt=days, r__rules='ruleset r\n    calendar china with "sub/days.txt"\n')
    calendar = load(tmp_path).time.calendar
    assert calendar is not None
    assert calendar.overrides == days


def test_a_missing_file_beside_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    write(tmp_path, days__txt="", r__rules='ruleset r\n    calendar china with "day.txt"\n')
    assert failure(tmp_path) == ("RD205", "there is no file 'day.txt' beside the ruleset", "did you mean 'days.txt'?")


# ------------------------------------------------------------------------------------------------ cache


def loads_from_cache(path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a ruleset is loaded without being compiled."""
    with monkeypatch.context() as patch:
        compiled: list[object] = []
        original = loader._compiled

        def counting(*arguments: object) -> Ruleset:
            compiled.append(arguments)
            return original(*arguments)  # type: ignore[arg-type]

        patch.setattr(loader, "_compiled", counting)
        load(path)
    return not compiled


def test_a_ruleset_from_the_cache_is_the_compiled_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, r__rules=HEAD + article(1))
    first = load(tmp_path)
    assert loads_from_cache(tmp_path, monkeypatch)
    assert load(tmp_path) == first == load(tmp_path, use_cache=False)


def test_a_change_of_any_file_that_was_looked_at_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    write(
        tmp_path, own___r__rules='ruleset r\n    uses people\n    calendar china with "d.txt"\n', own___d__txt="-- x\n"
    )
    write(tmp_path, vocabulary___people__rules="vocabulary people\n    role mayor\n")
    changes = [
        {"own___d__txt": "2022-04-02 working\n"},
        {"own___r__rules": 'ruleset r "Other"\n    uses people\n    calendar china with "d.txt"\n'},
        {"vocabulary___people__rules": "vocabulary people\n    role vice_mayor\n"},
        {"own___z__rules": 'chapter 1\narticle 1\n    states "x"\n'},
        {"own___people__rules": "vocabulary people\n    role chief\n"},
    ]
    load(own)
    for change in changes:
        assert loads_from_cache(own, monkeypatch)
        write(tmp_path, **change)
        assert not loads_from_cache(own, monkeypatch), change
    assert set(load(own).vocabulary.roles) == {"chief"}
    (own / "z.rules").unlink()
    assert not loads_from_cache(own, monkeypatch)


def test_a_broken_cache_is_made_anew_in_silence(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, r__rules=HEAD + article(1))
    first = load(tmp_path)
    (kept,) = own_cache.iterdir()
    whole = kept.read_bytes()
    for spoilt in (b"", whole[:20], whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b"x" + whole[1:], whole + b"x"):
        kept.write_bytes(spoilt)
        assert not loads_from_cache(tmp_path, monkeypatch)
        assert load(tmp_path) == first
        assert kept.read_bytes() == whole


def test_what_the_compiler_remarks_on_is_said_from_the_cache_too(tmp_path: Path) -> None:
    write(tmp_path, r__rules='ruleset r "Cafe\u0301"\n')
    first, second = Diagnostics(), Diagnostics()
    load(tmp_path, first)
    load(tmp_path, second)
    assert [d.code for d in first] == ["RD009"]
    assert list(first) == list(second)
    assert set(first.sources) == set(second.sources)


def test_a_ruleset_with_errors_is_not_kept(tmp_path: Path, own_cache: Path) -> None:
    write(tmp_path, r__rules=HEAD + "article 1\n    a: request requires x\n")
    failure(tmp_path)
    assert not list(own_cache.iterdir())


def test_the_cache_can_be_turned_off(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, r__rules=HEAD + article(1))
    load(tmp_path, use_cache=False)
    monkeypatch.setenv("RULEDSL_NO_CACHE", "1")
    load(tmp_path)
    assert not list(own_cache.iterdir())


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, r__rules=HEAD + article(1), in_the_way="")
    monkeypatch.setenv("RULEDSL_CACHE_DIR", str(tmp_path / "in_the_way" / "cache"))
    assert load(tmp_path).name == load(tmp_path).name == "r"


def test_a_ruleset_from_the_cache_needs_no_parser(tmp_path: Path) -> None:
    import subprocess
    import sys

    write(tmp_path, r__rules=HEAD + article(1))
    load(tmp_path)
    program = (
        "import sys; from ruledsl.norms import load; load(sys.argv[1]); "
        "heavy = ('lark', 'holidays', 'ruledsl.syntax', 'ruledsl.norms.ruleset_compiler'); "
        "print([module for module in heavy if module in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
