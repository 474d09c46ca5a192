import re
import tomllib
from pathlib import Path

import pytest
import yaml

import milepost
from commands import run


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_journal_is_begun_in_a_new_folder(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", "trip", "--title", 'The "long" way') == 0
    assert {
        "site_src/site.toml", "site_src/pages/about.md", ".gitignore", ".gitlab-ci.yml",
        ".github/workflows/publish.yml",
    } <= files(inside / "trip")  # fmt: skip
    settings = tomllib.loads((inside / "trip/site_src/site.toml").read_text())
    assert settings["site"]["title"] == 'The "long" way'
    told = capsys.readouterr().out
    assert "cd trip" in told
    assert "milepost serve" in told


def test_a_journal_is_begun_where_the_project_is_said_to_be(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inside / "there").mkdir()
    assert run("-C", "there", "init", "trip") == 0
    assert files(inside) == {f"there/trip/{name}" for name in files(inside / "there/trip")}
    assert "cd there/trip" in capsys.readouterr().out
    (inside / "there/trip/.milepost-secret").unlink()
    assert run("-C", "there/trip", "init", "--secret") == 0
    assert (inside / "there/trip/.milepost-secret").exists()


def test_a_journal_has_a_secret_of_its_own(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        run("init", name)
    secrets = [inside / name / ".milepost-secret" for name in ("one", "two")]
    one, two = (path.read_text() for path in secrets)
    assert len(one.strip()) == 64
    assert one != two
    assert secrets[0].stat().st_mode & 0o077 == 0
    assert ".milepost-*" in (inside / "one/.gitignore").read_text().split()
    assert "milepost-secret" not in capsys.readouterr().out


def test_a_secret_that_is_there_is_kept(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init")
    secret, ignored = inside / ".milepost-secret", inside / ".gitignore"
    known = secret.read_text()
    run("init", "--secret")
    assert secret.read_text() == known
    assert "kept your own .milepost-secret" in capsys.readouterr().out
    secret.unlink()
    ignored.write_text("/output/\n")
    run("init", "--secret")
    assert len(secret.read_text().strip()) == 64
    assert "add .milepost-secret to your .gitignore" in capsys.readouterr().out


def test_the_example_builds_without_any_warning(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init")
    assert run("build", "--strict", "--now", "2026-06-01") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "3 entries, 2 tracks" in told.out
    assert run("check", "--privacy", "--output", "output") == 0


def test_the_example_lacks_nothing_but_an_address(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init")
    run("check", "--now", "2026-06-01")
    (line,) = capsys.readouterr().err.splitlines()
    assert "[site] has no url" in line


@pytest.mark.parametrize(
    ("ci", "written"),
    [
        ("both", {".github/workflows/publish.yml", ".gitlab-ci.yml"}),
        ("github", {".github/workflows/publish.yml"}),
        ("gitlab", {".gitlab-ci.yml"}),
        ("none", set()),
    ],
)
def test_the_workflows_that_are_asked_for_are_valid_yaml(
    inside: Path, ci: str, written: set[str]
) -> None:
    assert run("init", "--ci", ci) == 0
    assert {name for name in files(inside) if name.endswith(".yml")} == written
    for name in written:
        text = (inside / name).read_text()
        assert isinstance(yaml.safe_load(text), dict)
        assert f"milepost=={milepost.__version__}" in text
        assert "@" not in text.replace("actions/", "").split("pip install")[1].split("\n")[0]


def test_a_workflow_looks_through_a_site_before_it_is_published(inside: Path) -> None:
    run("init")
    github = yaml.safe_load((inside / ".github/workflows/publish.yml").read_text())
    steps = [step.get("run", step.get("uses", "")) for step in github["jobs"]["build"]["steps"]]
    build, look, upload = (
        next(n for n, step in enumerate(steps) if step.startswith(begin))
        for begin in ("milepost build", "milepost check", "actions/upload-pages-artifact")
    )
    assert build < look < upload
    gitlab = yaml.safe_load((inside / ".gitlab-ci.yml").read_text())["pages"]["script"]
    assert gitlab[1:] == [f"{steps[build]} --output public", f"{steps[look]} --output public"]


def test_nobody_can_change_what_publishes_a_site(inside: Path) -> None:
    run("init")
    text = (inside / ".github/workflows/publish.yml").read_text()
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert not [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)]


def test_a_workflow_runs_by_itself_and_one_at_a_time(inside: Path) -> None:
    run("init")
    github = yaml.safe_load((inside / ".github/workflows/publish.yml").read_text())
    begins = github[True]  # YAML reads "on" as true
    # Nothing that a stranger can do: with their own words they would have the secret.
    assert begins.keys() == {"push", "schedule", "workflow_dispatch"}
    assert begins["push"] == {"branches": ["main", "master"]}
    assert begins["schedule"]
    assert github["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    gitlab = yaml.safe_load((inside / ".gitlab-ci.yml").read_text())
    assert gitlab["pages"]["resource_group"] == "pages"


def test_a_workflow_may_do_no_more_than_it_must(inside: Path) -> None:
    run("init")
    github = yaml.safe_load((inside / ".github/workflows/publish.yml").read_text())
    assert github["permissions"] == {}
    build, deploy = github["jobs"]["build"], github["jobs"]["deploy"]
    assert set(build["permissions"].values()) == {"read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    knowing = {
        step["run"]: step["env"]["MILEPOST_SECRET"]
        for step in build["steps"]
        if "MILEPOST_SECRET" in step.get("env", {})
    }
    secret = "${{ secrets.MILEPOST_SECRET }}"
    assert knowing == {"milepost build": secret, "milepost check --privacy": secret}
    (checkout,) = (
        s for s in build["steps"] if s.get("uses", "").startswith("actions/checkout")
    )
    assert checkout["with"] == {"persist-credentials": False}


def test_without_example_the_journal_is_empty_and_builds(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", "--no-example") == 0
    assert not any("journal/2026" in name for name in files(inside))
    assert run("build") == 0
    assert " 0 entries," in capsys.readouterr().out


def test_a_journal_that_is_there_is_never_touched(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init")
    before = {name: (inside / name).read_bytes() for name in files(inside)}
    assert run("init", "--title", "Other") == 1
    assert "there is a journal already" in capsys.readouterr().err
    assert {name: (inside / name).read_bytes() for name in files(inside)} == before


def test_files_of_ones_own_are_kept(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (inside / ".gitignore").write_text("mine")
    (inside / "site_src" / "pages").mkdir(parents=True)
    (inside / "site_src" / "pages" / "about.md").write_text("me")
    assert run("init") == 0
    assert (inside / ".gitignore").read_text() == "mine"
    assert (inside / "site_src" / "pages" / "about.md").read_text() == "me"
    told = capsys.readouterr().out
    assert "kept your own .gitignore" in told
    assert "kept your own site_src/pages/about.md" in told


def test_the_output_and_the_store_stay_out_of_git(inside: Path) -> None:
    run("init")
    ignored = (inside / ".gitignore").read_text().splitlines()
    assert any(line.strip("/") == "output" for line in ignored)
    assert any(line.strip("/") == ".cache" for line in ignored)


def test_a_title_of_any_words_makes_valid_settings(inside: Path) -> None:
    for number, title in enumerate(
        ('a "b" \\ c', "चाय", "x" * 300, "it's # 1", "a\nb", "a\tb")
    ):
        assert run("init", str(number), "--title", title) == 0
        settings = tomllib.loads((inside / f"{number}/site_src/site.toml").read_text())
        assert settings["site"]["title"] == title
