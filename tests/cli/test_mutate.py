"""`ruledsl mutate`, on the example ruleset."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .example import write_example
from .running import run


@pytest.fixture
def office(tmp_path: Path, own_cache: Path) -> str:
    return str(write_example(tmp_path))


def test_what_goes_unnoticed_is_shown_with_what_is_missing(office: str) -> None:
    done = run(["mutate", office, "--only", "1.filing", "--operators", "limit,strength", "--jobs", "1"])
    assert done.status in (0, 1)
    assert "mutants noticed" in done.out
    assert done.err == ""


def test_json_tells_of_every_mutant(office: str) -> None:
    done = run(["mutate", office, "--only", "1", "--jobs", "1", "--format", "json"])
    data = json.loads(done.out)
    assert data["schema"] == "ruledsl/mutation/1"
    assert data["tried"] == data["mutants"] == len(data["trials"])
    total = data["total"]
    assert total["noticed"] + total["unnoticed"] + total["explained"] + total["stillborn"] == data["tried"]
    assert done.status == (1 if total["unnoticed"] else 0)
    for trial in data["trials"]:
        assert trial["id"].startswith("1.")
        assert ("noticed_by" in trial) == (trial["outcome"] == "noticed")
        assert ("suggestion" in trial) == (trial["outcome"] == "unnoticed")


def test_the_report_is_in_chinese_too(office: str) -> None:
    done = run(["mutate", office, "--only", "1", "--jobs", "1", "--lang", "zh"])
    assert "个改动中察觉" in done.out


def test_fail_under_decides_the_status(office: str) -> None:
    args = ["mutate", office, "--only", "1", "--jobs", "1", "--no-suggest"]
    total = json.loads(run([*args, "--format", "json"]).out)["total"]
    assert 0 < total["score"] < 100
    assert run([*args, "--fail-under", "0"]).status == 0
    assert run([*args, "--fail-under", "100"]).status == 1


def test_a_sample_is_the_same_for_the_same_seed(office: str) -> None:
    args = ["mutate", office, "--jobs", "1", "--no-suggest", "--format", "json", "--sample", "9", "--seed"]
    one, again, other = (json.loads(run([*args, seed]).out) for seed in ("4", "4", "5"))
    assert one == again
    assert one["tried"] == 9 < one["mutants"]
    assert [trial["id"] for trial in one["trials"]] != [trial["id"] for trial in other["trials"]]


def test_a_run_is_resumed(office: str, tmp_path: Path) -> None:
    kept = tmp_path / "trials.jsonl"
    args = ["mutate", office, "--only", "1", "--jobs", "1", "--resume", str(kept)]
    first = run(args)
    written = kept.read_text(encoding="utf-8")
    assert run(args).out == first.out
    assert kept.read_text(encoding="utf-8") == written
    lines = written.splitlines(True)
    kept.write_text("".join(lines[:4]) + lines[4][:20], encoding="utf-8")
    assert run(args).out == first.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--only", "9.nothing"], "there is no article or clause '9.nothing'"),
        (["--operators", "limits"], "did you mean 'limit'?"),
        (["nowhere.scenario"], "there is no file or folder 'nowhere.scenario'"),
    ],
)
def test_what_is_named_and_not_there_is_told(office: str, args: list[str], said: str) -> None:
    done = run(["mutate", office, "--jobs", "1", *args])
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


def test_another_file_is_not_resumed_from(office: str, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("notes\n")
    done = run(["mutate", office, "--jobs", "1", "--resume", str(other)])
    assert done.status == 2
    assert "RD018" in done.err
    assert other.read_text() == "notes\n"


def test_progress_is_for_terminals(office: str) -> None:
    args = ["mutate", office, "--only", "2", "--jobs", "1", "--no-suggest"]
    assert "mutants" in run(args, terminal=True).err
    assert run(args).err == ""


def test_an_article_that_only_states_is_there_and_has_no_mutants(tmp_path: Path, own_cache: Path) -> None:
    folder = write_example(tmp_path)
    rules = next(iter(Path(folder).glob("*.rules")))
    rules.write_text(
        rules.read_text(encoding="utf-8") + '\narticle 3 "Aims"\n    states "serve well"\n', encoding="utf-8"
    )
    done = run(["mutate", str(folder), "--only", "3", "--jobs", "1"])
    assert (done.status, done.err) == (0, "")
    assert "0 of 0 mutants noticed" in done.out
