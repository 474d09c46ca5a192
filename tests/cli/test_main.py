import os
import subprocess
import sys
from pathlib import Path

import pytest

import milepost
from builders import gpx, journal, northward
from commands import run


def environment() -> dict[str, str]:
    source = Path(milepost.__file__).parent.parent
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(source), *filter(None, sys.path)])}


def python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_version_and_help_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert milepost.__version__ in capsys.readouterr().out
    assert run("--help") == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in ("init", "new", "build", "serve", "check"))


@pytest.mark.parametrize("command", ["init", "new", "build", "serve", "check"])
def test_every_command_explains_itself(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "-h") == 0
    assert "Usage:" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["bild"]])
def test_help_is_there_at_once(arguments: list[str], tmp_path: Path) -> None:
    heavy = "numpy", "jinja2", "markdown", "PIL", "lxml", "babel", "yaml"
    code = (
        "import sys; from milepost.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        f"print('loaded:', *[name for name in {heavy!r} if name in sys.modules])"
    )
    assert python(code, tmp_path).stdout.splitlines()[-1] == "loaded:"


@pytest.mark.parametrize(
    ("typed", "meant"), [("biuld", "build"), ("serv", "serve"), ("chekc", "check")]
)
def test_a_mistyped_command_is_wrong_usage_with_a_hint(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(typed) == 2
    assert f"no command '{typed}'; did you mean '{meant}'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["build", "--nonsense"], ["-C", "/nowhere/at/all", "build"],
     ["build", "--now", "yesterday"], ["build", "-b", "example.org"]],
)  # fmt: skip
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert "Usage:" in capsys.readouterr().err


def test_no_journal_is_one_and_says_what_to_do(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build") == 1
    told = capsys.readouterr().err
    assert "no journal here" in told
    assert "milepost init" in told


def test_an_interrupted_build_is_130(
    inside: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: object, **how: object) -> None:
        raise KeyboardInterrupt

    journal(inside, {})
    monkeypatch.setattr("milepost.build.build", interrupted)
    assert run("build") == 130
    assert "stopped" in capsys.readouterr().err
    assert not (inside / "output").exists()


def test_a_bug_keeps_its_traceback(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **how: object) -> None:
        raise ZeroDivisionError

    journal(inside, {})
    monkeypatch.setattr("milepost.build.build", broken)
    with pytest.raises(ZeroDivisionError):
        run("build")


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "milepost", "build"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("error: no journal here")
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    journal(tmp_path, {})
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "milepost", "build", "-v"],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
    assert b"Traceback" not in told


def test_names_of_others_never_steer_the_terminal(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "\x1b]0;owned\x07\x1b[31m"
    track = gpx(northward(2), name="X").replace(b"<name>X", f"<name>{evil}".encode())
    name = f"{evil.replace('/', '')}.gpx"
    journal(
        inside, {"journal/2026-05-01.md": f"---\n{evil}: 1\n---\n", f"tracks/{name}": track}
    )
    run("check", "--now", "2026-05-20")
    run("build", "--now", "2026-05-20")
    told = capsys.readouterr()
    for stream in (told.out, told.err):
        assert not {"\x1b", "\x07"} & set(stream)
    assert "owned" in told.err
