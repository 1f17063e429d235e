"""What `ruledsl init` makes: the templates are sound, and all of them are written or none."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml

from ruledsl import scaffold
from ruledsl.civil_time.units import Language
from ruledsl.scaffold import making
from ruledsl.scaffold.making import NAMED, PLACES

TEMPLATES = Path(making.__file__).with_name("templates")
LANGUAGES = get_args(Language)


def everything(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def texts(lang: Language, name: str = NAMED, ci: scaffold.Ci = "github") -> dict[str, str]:
    return dict(scaffold.plan(Path(), name, lang, ci).files)


@pytest.mark.parametrize("ci", get_args(scaffold.Ci))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_is_what_is_written(tmp_path: Path, lang: Language, ci: scaffold.Ci) -> None:
    plan = scaffold.plan(tmp_path / "new" / "deep", "leave_rules", lang, ci)
    scaffold.write(plan)
    found = {place: data for place, data in everything(plan.folder).items() if data is not None}
    assert found == {place: text.encode() for place, text in plan.files}


def test_the_name_stands_everywhere_and_the_placeholder_nowhere() -> None:
    for lang in LANGUAGES:
        for ci in ("github", "gitlab"):
            files = texts(lang, "请假规则", ci)
            assert not [place for place, text in files.items() if NAMED in place + text]
            assert {"请假规则/请假规则.rules", "请假规则/desk.rules", "请假规则/README.md"} <= set(files)
            assert "ruleset 请假规则 " in files["请假规则/请假规则.rules"]


def test_a_ci_brings_its_own_file_and_no_other() -> None:
    wanted = {"github": {".github/workflows/ruledsl.yml"}, "gitlab": {".gitlab-ci.yml"}, "none": set()}
    for ci, own in wanted.items():
        places = {place for place, _ in scaffold.plan(Path(), "a", "en", ci, hooks=False).files}  # type: ignore[arg-type]
        assert {place for place in places if not place.startswith("a/")} == own
    assert ".pre-commit-config.yaml" in texts("en")


def test_the_languages_have_the_same_files_that_ask_the_same() -> None:
    english, chinese = (TEMPLATES / lang for lang in LANGUAGES)
    places = {str(path.relative_to(english)) for path in english.rglob("*") if path.is_file()}
    assert places == {str(path.relative_to(chinese)) for path in chinese.rglob("*") if path.is_file()}
    for name in PLACES:
        assert yaml.safe_load((english / name).read_text("utf-8")) == yaml.safe_load(
            (chinese / name).read_text("utf-8")
        )
    for place in places:
        if place.endswith((".rules", ".scenario")):
            bare = [_without_prose((folder / place).read_text("utf-8")) for folder in (english, chinese)]
            assert bare[0] == bare[1], place


def _without_prose(text: str) -> list[str]:
    """The lines without comments, notes and titles."""
    lines = [line for line in text.splitlines() if not line.strip().startswith(("--", "note "))]
    return ["scenario" if line.startswith("scenario ") else line for line in lines if line.strip()]


def test_the_chinese_files_speak_chinese() -> None:
    for place, text in texts("zh").items():
        for line in text.splitlines():
            comment = line.strip().removeprefix("--").removeprefix("#") if line.strip().startswith(("--", "#")) else ""
            if comment and NAMED not in comment:
                assert any("一" <= sign <= "鿿" for sign in comment), (place, line)
    assert "这个文件夹" in texts("zh")[f"{NAMED}/README.md"]


def test_hooks_and_snippets_are_yaml_that_calls_this_program() -> None:
    hooks = yaml.safe_load(texts("en")[".pre-commit-config.yaml"])["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert [hook["id"] for hook in hooks[0]["hooks"]] == ["ruledsl-fmt", "ruledsl-lint", "ruledsl-test"]
    steps = yaml.safe_load(texts("en")[".github/workflows/ruledsl.yml"])["jobs"]["rules"]["steps"]
    assert any(step.get("run", "").startswith("ruledsl test") for step in steps)
    job = yaml.safe_load(texts("en", ci="gitlab")[".gitlab-ci.yml"])["ruledsl"]
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality.json", "junit": "ruledsl.xml"}


# ------------------------------------------------------------------------------------------------ in the way


@pytest.mark.parametrize("place", ["a/", "a/x.txt", ".pre-commit-config.yaml", ".github/workflows/ruledsl.yml"])
def test_what_is_there_stays_and_nothing_is_added(tmp_path: Path, place: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if place == "a/":
        path.write_bytes(b"a file where a folder is wanted")
    else:
        path.write_bytes(b"mine")
    before = everything(tmp_path)
    with pytest.raises(scaffold.Already) as caught:
        scaffold.write(scaffold.plan(tmp_path, "a"))
    assert caught.value.places == ("a/" if place.startswith("a/") else place,)
    assert everything(tmp_path) == before


def test_an_empty_folder_of_the_name_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "other.txt").write_text("mine")
    scaffold.write(scaffold.plan(tmp_path, "a"))
    assert (tmp_path / "a" / "desk.rules").is_file()


def test_a_file_where_a_folder_is_needed_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".github").write_text("mine")
    assert scaffold.in_the_way(scaffold.plan(tmp_path, "a")) == (".github/workflows/ruledsl.yml",)


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".pre-commit-config.yaml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(scaffold.Already):
        scaffold.write(scaffold.plan(tmp_path, "a"))
    assert not (tmp_path / "elsewhere").exists()


def test_everything_in_the_way_is_named_at_once(tmp_path: Path) -> None:
    scaffold.write(scaffold.plan(tmp_path, "a"))
    assert scaffold.in_the_way(scaffold.plan(tmp_path, "a")) == (
        "a/", ".github/workflows/ruledsl.yml", ".pre-commit-config.yaml",
    )  # fmt: skip


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("after", range(7))
def test_what_cannot_be_finished_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    before = everything(tmp_path)
    left = [after]
    opened = Path.open

    def failing(path: Path, *args: object, **options: object) -> object:
        if left[0] == 0:
            raise error
        left[0] -= 1
        return opened(path, *args, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", failing)
        with pytest.raises(type(error)):
            scaffold.write(scaffold.Plan(tmp_path, "a", scaffold.plan(tmp_path, "a").files))
    assert everything(tmp_path) == before


def test_what_comes_between_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "in_the_way", lambda plan: ())
    (tmp_path / ".pre-commit-config.yaml").write_text("mine")
    before = everything(tmp_path)
    with pytest.raises(scaffold.Already):
        scaffold.write(scaffold.plan(tmp_path, "a"))
    assert everything(tmp_path) == before
