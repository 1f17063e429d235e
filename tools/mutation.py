"""Mutation testing of the package itself: are there tests that notice when a comparison, a sum or a branch of
`civil_time` or `engine` is changed? Handed a room (its modules, and the tests that speak for it); hands on the share
of changes that a test noticed, and each change that none did. `equivalent_mutants.toml` tells those that no test can
notice.

The changed code is never written to disk. The tests run once, under coverage, in this process; then each mutant gets a
forked child, in which the one function's code object is exchanged and only the tests that reach the changed line run,
quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import gc
import json
import os
import random
import resource
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

import coverage
import pytest
from _pytest.runner import runtestprotocol

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "src" / "ruledsl"
EQUIVALENT: Final = Path(__file__).with_name("equivalent_mutants.toml")

# The tests that speak for each room; modules are those of the folder of the same name.
ROOMS: Final = {
    "civil_time": ["tests/civil_time"],
    "engine": ["tests/engine", "tests/laws"],
}

SWAPPED_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
SWAPPED_ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
SWAPPED_NAMES: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "bisect_left": "bisect_right",
    "bisect_right": "bisect_left",
}


@dataclass(frozen=True)
class Mutant:
    """One change of one function. `key` names it without line numbers, so that a table of reasons survives edits."""

    key: str
    path: Path
    qualname: str
    first_line: int
    lines: range
    tree: ast.Module
    holder: ast.AST
    slot: str
    at: int | None
    new: ast.AST

    def code(self) -> CodeType:
        """The code object of the changed function; the tree stays changed, for this is the last thing a process does
        with it. Raises LookupError when the change made the function vanish.
        """
        _put(self.holder, self.slot, self.at, self.new)
        ast.fix_missing_locations(self.tree)
        for code in _codes(compile(self.tree, str(self.path), "exec", dont_inherit=True)):
            if code.co_qualname == self.qualname and code.co_firstlineno == self.first_line:
                return code
        raise LookupError(self.key)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


# -- the changes ------------------------------------------------------------------------------------------------------


def _spared(statement: ast.AST) -> bool:
    """Statements whose change says nothing: docstrings, what cannot be reached, and the words of an error."""
    match statement:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Pass() | ast.Global() | ast.Nonlocal():
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case _:
            return False


def _expression_changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What `node`, an expression, may be exchanged for; each with the name of the kind of change."""
    match node:
        case ast.Compare(ops=operators):
            for at, operator in enumerate(operators):
                changed = copy.deepcopy(node)
                changed.ops[at] = SWAPPED_COMPARISONS[type(operator)]()
                yield "comparison", changed
        case ast.BoolOp(op=operator, values=values):
            yield "and-or", ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.BinOp(op=operator, left=left, right=right) if type(operator) in SWAPPED_ARITHMETIC:
            yield "arithmetic", ast.BinOp(left, SWAPPED_ARITHMETIC[type(operator)](), right)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield "sign", operand
        case ast.Constant(value=bool() as value):
            yield "constant", ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield "constant", ast.Constant(value + 1)
        case ast.IfExp(body=body, orelse=orelse):
            yield "branch", body
            yield "branch", orelse
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if name in SWAPPED_NAMES:
            yield "opposite", ast.Call(ast.Name(SWAPPED_NAMES[name], ast.Load()), args, keywords)
        case _:
            return


def _statement_changes(node: ast.AST) -> Iterator[tuple[str, ast.AST | None]]:
    """What `node`, a statement or a part of one, may be exchanged for; None leaves it out."""
    match node:
        case ast.If():
            for forced in (True, False):
                changed = copy.copy(node)
                changed.test = ast.copy_location(ast.Constant(forced), node.test)
                yield "branch", changed
        case ast.comprehension(ifs=conditions) if conditions:
            for at in range(len(conditions)):
                changed = copy.copy(node)
                changed.ifs = [each for other, each in enumerate(conditions) if other != at]
                yield "filter", changed
        case ast.match_case(guard=ast.expr() as guard):
            for forced in (True, False):
                changed = copy.copy(node)
                changed.guard = ast.copy_location(ast.Constant(forced), guard)
                yield "guard", changed
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return", ast.Return(ast.Constant(None))
        case ast.Continue():
            yield "loop", ast.Break()
        case ast.Break():
            yield "loop", ast.Continue()
        case ast.Expr() | ast.AugAssign() | ast.Raise():
            yield "omission", None
        case _:
            return


def mutants_of(path: Path) -> list[Mutant]:
    """All changes of the functions of the file `path`, in the order of the text."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    seen: Counter[str] = Counter()
    found: list[Mutant] = []
    for qualname, function in _functions(tree, ""):
        first_line = min([function.lineno, *(each.lineno for each in function.decorator_list)])
        for holder, slot, at, lines, kind, old, new in _changes(function, function.lineno):
            key = f"{path.relative_to(PACKAGE).as_posix()} {qualname}: {kind}: {_words(old)}"
            key += " -> nothing" if new is None else f" -> {_words(new)}"
            if kind == "constant":
                key += f" in {_words(holder)}"
            seen[key] += 1
            if seen[key] > 1:
                key = f"{key} (#{seen[key]})"
            replacement = new or ast.Pass()
            if isinstance(replacement, ast.expr | ast.stmt):
                ast.copy_location(replacement, old)
            found.append(Mutant(key, path, qualname, first_line, lines, tree, holder, slot, at, replacement))
    return found


def _changes(
    node: ast.AST, statement_line: int
) -> Iterator[tuple[ast.AST, str, int | None, range, str, ast.AST, ast.AST | None]]:
    """All changes below `node`: where the part stands, its lines, the kind of change, the part, what replaces it."""
    for slot, value in ast.iter_fields(node):
        if slot in ("args", "decorator_list") and isinstance(node, ast.FunctionDef):
            continue
        if slot in ("annotation", "returns", "exc", "cause", "pattern", "ctx"):
            continue
        parts: list[tuple[int | None, Any]] = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for at, part in parts:
            if not isinstance(part, ast.AST) or isinstance(part, ast.JoinedStr) or _spared(part):
                continue
            first = part.lineno if isinstance(part, ast.stmt) else statement_line
            lines = range(first, max(first, getattr(part, "lineno", first)) + 1)
            for kind, new in _expression_changes(part) if isinstance(part, ast.expr) else _statement_changes(part):
                yield node, slot, at, lines, kind, part, new
            yield from _changes(part, first)


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The outermost functions and methods; a function within one is changed through the one that holds it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.If):
            yield from _functions(child, prefix)


def _put(holder: ast.AST, slot: str, at: int | None, value: ast.AST) -> None:
    if at is None:
        setattr(holder, slot, value)
    else:
        getattr(holder, slot)[at] = value


def _words(node: ast.AST) -> str:
    """The first line of a node's text, cut to a length that a list of survivors can show."""
    match node:
        case ast.If(test=test):
            text = f"if {ast.unparse(test)}"
        case ast.match_case(pattern=pattern, guard=guard):
            text = f"case {ast.unparse(pattern)} if {ast.unparse(guard) if guard else True}"
        case _:
            text = ast.unparse(node)
    text = " ".join(text.split())
    return text if len(text) <= 110 else text[:109] + "…"


# -- running ----------------------------------------------------------------------------------------------------------


def _owners(paths: list[Path]) -> dict[tuple[str, str, int], list[FunctionType]]:
    """The functions alive in this process, by the place of their code; attrs makes two classes of one."""
    files = {str(path) for path in paths}
    owners: dict[tuple[str, str, int], list[FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename in files:
            code = thing.__code__
            owners.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(thing)
    return owners


def _forget_results() -> None:
    """Empty the caches that the first run filled: what they hold was computed by unchanged code."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith(("ruledsl", "tests")):
            thing.cache_clear()


class Trial:
    """A pytest plugin: the run under coverage, then one child process for each mutant."""

    def __init__(self, mutants: list[Mutant], known: dict[str, str], options: argparse.Namespace) -> None:
        self.mutants = mutants
        self.known = known
        self.options = options
        self.results: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        # After conftest has loaded its own profile: no shrinking, since only the fact of a failure is wanted here.
        from hypothesis import Phase, settings  # pytest rewrites its plugins' assertions, so not before pytest

        settings.register_profile(
            "mutation",
            max_examples=self.options.examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(settings.get_profile("ci").suppress_health_check),
        )
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted("collection failed")
        paths = sorted({mutant.path for mutant in self.mutants})
        reached, seconds = self._first_run(session, paths)
        _forget_results()
        owners = _owners(paths)
        gc.collect()
        gc.freeze()
        started = time.monotonic()
        for number, mutant in enumerate(self.mutants, 1):
            if mutant.key in self.known:
                self.results[mutant.key] = self.known[mutant.key]
                continue
            if self.options.minutes and time.monotonic() - started > 60 * self.options.minutes:
                break
            self.results[mutant.key] = result = self._judge(session, mutant, owners, reached, seconds)
            if self.options.results:
                with self.options.results.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([mutant.key, result], ensure_ascii=False) + "\n")
            if not result.startswith(("killed", "stopped")):
                print(f"{number}/{len(self.mutants)} {mutant.path.name}:{mutant.lines[-1]} {result}: {mutant.key}")
                sys.stdout.flush()
        return True

    def _first_run(
        self, session: pytest.Session, paths: list[Path]
    ) -> tuple[dict[Path, dict[int, list[str]]], dict[str, float]]:
        """Which tests reach each line, and how many processor seconds each test takes."""
        tracer = coverage.Coverage(data_file=None, config_file=False, include=[str(path) for path in paths])
        seconds: dict[str, float] = {}
        for item in session.items:
            tracer.start()
            tracer.switch_context(item.nodeid)
            before = time.process_time()
            # Without a next item each fixture is made anew, so that what it reaches counts for all tests that use it.
            reports = runtestprotocol(item, log=False, nextitem=None)
            seconds[item.nodeid] = time.process_time() - before
            tracer.stop()
            if any(report.failed for report in reports):
                print(f"left out, for it fails without any change: {item.nodeid}")
                del seconds[item.nodeid]
        data = tracer.get_data()
        print(f"{len(seconds)} tests, {sum(seconds.values()):.0f} s; {len(self.mutants)} mutants")
        return {path: data.contexts_by_lineno(str(path)) for path in paths}, seconds

    def _judge(
        self,
        session: pytest.Session,
        mutant: Mutant,
        owners: dict[tuple[str, str, int], list[FunctionType]],
        reached: dict[Path, dict[int, list[str]]],
        seconds: dict[str, float],
    ) -> str:
        """`killed by TEST`, `stopped` (it ran out of time or memory), `survived` or `not reached`."""
        lines = reached[mutant.path]
        wanted = {name for line in mutant.lines for name in lines.get(line, ()) if name}
        able = (item for item in session.items if item.nodeid in wanted and item.nodeid in seconds)
        items = sorted(able, key=lambda item: seconds[item.nodeid])
        functions = owners.get((str(mutant.path), mutant.qualname, mutant.first_line), [])
        if not items or not functions:
            return "not reached"
        budget, chosen = 0.0, []
        for item in items:
            budget += seconds[item.nodeid]
            if chosen and budget > self.options.budget:
                break
            chosen.append(item)
        reader, writer = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if not child:
            self._in_child(mutant, functions, chosen, writer, 2 + 3 * budget)
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as pipe:
            said = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return f"stopped by {signal.Signals(os.WTERMSIG(status)).name}"
        if said:
            return f"killed by {said}"
        return "survived" if len(chosen) == len(items) else f"survived {len(chosen)} of {len(items)} tests"

    def _in_child(
        self, mutant: Mutant, functions: list[FunctionType], items: list[Any], writer: int, limit: float
    ) -> None:
        """Exchange the code, run the tests, say which one failed; never returns."""
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code = mutant.code()
            for function in functions:
                function.__code__ = code
            for at, item in enumerate(items):
                following = items[at + 1] if at + 1 < len(items) else None
                if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                    os.write(writer, item.nodeid.encode())
                    break
        except BaseException as error:  # a change that breaks even the running of tests is noticed
            os.write(writer, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)


class Fresh:
    """A pytest plugin for one mutant from the start: changed before any test module is imported."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        name = ".".join(self.mutant.path.relative_to(ROOT / "src").with_suffix("").parts)
        __import__(name)
        for function in _owners([self.mutant.path])[
            (str(self.mutant.path), self.mutant.qualname, self.mutant.first_line)
        ]:
            function.__code__ = self.mutant.code()


# -- the command ------------------------------------------------------------------------------------------------------


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutation testing of a room of the package.")
    parser.add_argument("room", choices=sorted(ROOMS))
    parser.add_argument("--module", action="append", default=[], help="only this module of the room (repeatable)")
    parser.add_argument("--sample", type=int, default=0, help="judge only so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the draw")
    parser.add_argument("--examples", type=int, default=100, help="examples of each hypothesis test")
    parser.add_argument("--budget", type=float, default=60.0, help="seconds of tests tried on one mutant")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes")
    parser.add_argument("--results", type=Path, help="keep results in this file, and go on from it")
    parser.add_argument("--list", action="store_true", help="only list the mutants")
    parser.add_argument("--fresh", metavar="TEXT", help="run the room's tests on the one mutant whose key holds TEXT")
    return parser.parse_args()


def main() -> int:
    """Exit 0 when every mutant was noticed or is explained, else 1."""
    options = _options()
    os.chdir(ROOT)
    os.environ.setdefault("HYPOTHESIS_PROFILE", "ci")
    os.environ["RULEDSL_NO_CACHE"] = "1"
    sys.path.insert(0, str(ROOT))
    sys.path.insert(0, str(ROOT / "src"))
    paths = sorted((PACKAGE / options.room).glob("*.py"))
    if options.module:
        paths = [path for path in paths if path.stem in options.module]
    mutants = [mutant for path in paths for mutant in mutants_of(path)]
    reasons = {each["mutant"]: each["reason"] for each in tomllib.loads(EQUIVALENT.read_text("utf-8"))["equivalent"]}
    quiet = ["-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:randomly", *ROOMS[options.room]]
    if options.fresh:
        (one,) = [mutant for mutant in mutants if options.fresh in mutant.key]
        return int(pytest.main(["-x", "--tb=short", *quiet[2:]], plugins=[Fresh(one)]))
    if options.sample:
        # In the order of the draw, so that a run that is stopped early has judged a sample all the same.
        mutants = random.Random(options.seed).sample(mutants, min(options.sample, len(mutants)))
    if options.list:
        print("\n".join(mutant.key for mutant in mutants))
        return 0
    known = {}
    if options.results and options.results.exists():
        known = dict(json.loads(line) for line in options.results.read_text("utf-8").splitlines())
    trial = Trial(mutants, known, options)
    if pytest.main(["-s", *quiet], plugins=[trial]) not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 2
    return _score(trial.results, reasons)


def _score(results: dict[str, str], reasons: dict[str, str]) -> int:
    noticed = [key for key, result in results.items() if result.startswith(("killed", "stopped"))]
    alike = [key for key in results if key in reasons and key not in noticed]
    left = [key for key in results if key not in reasons and key not in noticed]
    for key in left:
        print(f"{results[key]}: {key}")
    for key in noticed:
        if key in reasons:
            print(f"noticed after all, strike it from {EQUIVALENT.name}: {key}")
    judged = len(results) - len(alike)
    print(
        f"{len(results)} mutants: {len(noticed)} noticed, {len(alike)} equivalent, {len(left)} not noticed; "
        f"score {len(noticed) / judged if judged else 1:.1%}"
    )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
