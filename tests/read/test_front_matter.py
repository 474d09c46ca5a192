from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import Problem, SourceError
from milepost.read.front_matter import FrontMatter, Value, split

PATH = PurePosixPath("journal/2026-05-01.md")


def front(keys: str, mark: str = "---") -> FrontMatter:
    return split(PATH, f"{mark}\n{keys}\n{mark}\nText\n")


def plain(value: Value) -> object:
    """Return what a value holds, without its places."""
    if isinstance(value.content, str):
        return value.content
    if isinstance(value.content, tuple):
        return [plain(item) for item in value.content]
    return {key: plain(item) for key, item in value.content.items()}


def held(keys: str, mark: str = "---") -> dict[str, object]:
    return {key: plain(value) for key, value in front(keys, mark).values.items()}


def problem_of(text: str) -> Problem:
    with pytest.raises(SourceError) as caught:
        split(PATH, text)
    (problem,) = caught.value.problems
    return problem


def place_of(problem: Problem) -> tuple[int | None, int | None]:
    return problem.line, problem.column


@pytest.mark.parametrize(
    "typed",
    ["1:23:45", "5:30", "no", "yes", "on", "2026-11-20 08:30", "0x10", "1_000", "007", "1e3"],
)
def test_a_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert held(f"key: {typed}") == {"key": typed}


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        ("", {}),
        ("# only a comment", {}),
        ("tags: [a, b]", {"tags": ["a", "b"]}),
        ("tags:\n- a\n- b", {"tags": ["a", "b"]}),
        ("tracks:\n- {file: a.gpx}", {"tracks": [{"file": "a.gpx"}]}),
        ("title: 'It''s'", {"title": "It's"}),
        ("title: a\n  b", {"title": "a b"}),
        ("title: |\n  a\n  b", {"title": "a\nb"}),
        ("tags:", {"tags": ""}),
        ("title: a # quiet", {"title": "a"}),
    ],
)
def test_yaml_is_read(keys: str, values: object) -> None:
    assert held(keys) == values


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        ('title = "a"', {"title": "a"}),
        ("date = 2026-11-20", {"date": "2026-11-20"}),
        ("date = 2026-11-20T08:30:00Z", {"date": "2026-11-20 08:30:00+00:00"}),
        ("rest = true", {"rest": "true"}),
        ('tags = ["a"]\n[more]\nx = 1', {"tags": ["a"], "more": {"x": "1"}}),
    ],
)
def test_toml_is_read_between_plus_signs(keys: str, values: object) -> None:
    assert held(keys, "+++") == values


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\ntitle: a\n---\nText\n", "Text\n", 4),
        ("---\ntitle: a\n...\nText\n", "Text\n", 4),
        ("---  \ntitle: a\n---\t\nText", "Text", 4),
        ("\n\n---\ntitle: a\n---\n\nText", "\nText", 6),
        ("---\ntitle: a\n---", "", 4),
        ("+++\ntitle = 'a'\n+++\nText", "Text", 4),
        ("Text\n\n---\n\nMore", "Text\n\n---\n\nMore", 1),
        ("", "", 1),
    ],
)
def test_the_text_begins_below_the_keys(text: str, body: str, line: int) -> None:
    found = split(PATH, text)
    assert (found.body, found.body_line) == (body, line)


def test_a_line_of_hyphens_in_the_text_is_a_rule() -> None:
    assert split(PATH, "---\na: b\n---\nOne\n\n---\n\nTwo").body == "One\n\n---\n\nTwo"


@pytest.mark.parametrize("mark", ["---", "+++"])
def test_keys_that_never_end_are_refused_where_they_begin(mark: str) -> None:
    problem = problem_of(f"\n{mark}\ntitle: a\n\nText\n")
    assert place_of(problem) == (2, 1)
    assert f"never end; add a line '{mark}' below the last key" in problem.message


@pytest.mark.parametrize("mark", ["—-", "—", "–-", "----", " ---", "--", "++++"])
def test_an_opening_line_that_is_nearly_right_is_refused(mark: str) -> None:
    problem = problem_of(f"{mark}\ntitle: a\n{mark}\nText\n")
    assert problem.message.endswith("must be three hyphens and nothing else: ---")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("title: a\n---\nText", "the line '---' above them is missing; add it"),
        ("\ntitle: a\ntags:\n- b\n\n# c\n---\nText", "the line '---' above them is missing"),
        ("Title: a\n---\nText", "the line '---' above them is missing"),
        ("title: a\ndate: 2026-05-01\n\nText", "the lines '---' around them are missing"),
        ("title: a\ndate: 2026-05-01", "the lines '---' around them are missing"),
    ],
)
def test_keys_without_their_opening_line_are_refused(text: str, advice: str) -> None:
    assert advice in problem_of(text).message


@pytest.mark.parametrize(
    "text",
    [
        "Note: it rained.\n\nAll day long.\n\n---\n\nThen not.",
        "Distance: far\nTime: long\n\nText",
        "note: it rained",
        "- a\n- b\n\n---\n",
        "--\n\nText",
        "# Heading\n\nText",
    ],
)
def test_prose_that_looks_a_little_like_keys_is_prose(text: str) -> None:
    assert split(PATH, text).body == text


@pytest.mark.parametrize(
    ("line", "column", "advice"),
    [
        ("title: Day 1: up", 13, 'title: "Day 1: up"'),
        ('title: He said "hi": no', 20, "title: 'He said \"hi\": no'"),
        ('title: "Great" day', 16, "title: '\"Great\" day'"),
        ("title: 'It's me'", 12, 'title: "It\'s me"'),
        ("title: [draft] day", 16, 'title: "[draft] day"'),
        ("title: *bold* day", 13, 'title: "*bold* day"'),
        ("title: @home", 8, 'title: "@home"'),
        ("title: - a", 8, 'title: "- a"'),
        ("title: %a", 8, 'title: "%a"'),
        ('title: "a', 8, "close it on the same line"),
        ("tags: [a, b", 7, "close it on the same line"),
        ("tags: [a, b\nmore: x", 7, "close it on the same line"),
        ("\ttags: a", 1, "use spaces"),
        ("   tags: a", 8, "begin each key at the left edge"),
        ("title: a\x07b", 9, "delete it"),
        ("title: &Co day", 8, "put the value in quotes"),
        ("title: !wow day", 8, "put the value in quotes"),
        ("{a: b}: c", 1, "a key must be one word: write  key: value"),
    ],
)
def test_yaml_that_cannot_be_read_is_shown_with_its_cure(
    line: str, column: int, advice: str
) -> None:
    problem = problem_of(f"---\nslug: x\n{line}\n---\nText\n")
    assert place_of(problem) == (3, column)
    assert problem.message.endswith(advice)
    assert problem.excerpt == line.split("\n")[0]


def test_the_cure_for_a_colon_works() -> None:
    assert held('title: "Day 1: up"') == {"title": "Day 1: up"}


@pytest.mark.parametrize("keys", ["- title: a\n- b", "only words", "[a, b]"])
def test_what_is_not_keys_and_values_is_refused(keys: str) -> None:
    problem = problem_of(f"---\n{keys}\n---\nText\n")
    assert problem.message == "the keys must be written as  key: value , one a line"
    assert problem.line == 2


def test_a_key_given_twice_names_both_lines() -> None:
    problem = problem_of("---\ntitle: a\ntags: b\ntitle: c\n---\n")
    assert problem.message == "'title' is given twice (first on line 2); keep one"
    assert place_of(problem) == (4, 1)


def test_a_key_given_twice_inside_a_value_is_refused() -> None:
    problem = problem_of("---\ntracks:\n- file: a\n  file: b\n---\n")
    assert place_of(problem) == (4, 3)


def test_a_toml_key_given_twice_is_refused() -> None:
    problem = problem_of("+++\ntitle = 'a'\ntitle = 'b'\n+++\n")
    assert problem.message == "cannot read the keys: this is given twice; keep one"
    assert problem.line == 3


def test_toml_that_cannot_be_read_is_shown() -> None:
    problem = problem_of("+++\nslug = 'a'\ntitle = b\n+++\n")
    assert place_of(problem) == (3, 9)
    assert problem.message.endswith('write  key = "text"')


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntags: {'[' * 500}\n---\n",
        f"---\ntags: {'[' * 9}{']' * 9}\n---\n",
        f"---\ntags: {'{a: ' * 9}b{'}' * 9}\n---\n",
        f"+++\ntags = {'[' * 5000}\n+++\n",
    ],
    ids=["brackets", "lists", "tables", "toml"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested too deeply" in problem_of(text).message


def test_a_value_knows_its_place() -> None:
    found = front("slug: a\ntitle: Far away\ntags: [a, b]")
    title, tags = found.values["title"], found.values["tags"]
    assert (title.line, title.column, title.width) == (3, 8, 8)
    assert isinstance(tags.content, tuple)
    assert (tags.content[1].line, tags.content[1].column) == (4, 11)


def test_a_toml_value_knows_the_line_of_its_key() -> None:
    found = front("slug = 'a'\n  title = 'b'", "+++").values["title"]
    assert (found.line, found.column) == (3, 3)


def test_odd_line_separators_do_not_shift_the_lines() -> None:
    problem = problem_of('---\ntitle: "a\u2028\u2028\u2028\u0085"\na: 1\na: 2\n---\n')
    assert place_of(problem) == (4, 1)


def test_a_problem_points_at_its_value() -> None:
    found = front("slug: a\ntitle: Far")
    shown = str(found.problem("no", found.values["title"])).splitlines()
    assert shown == [
        "journal/2026-05-01.md:3:8: no",
        "    3 | title: Far",
        "      |        ^^^",
    ]


ODD = st.text("-+:#'\"[]{}&*!|>%@`,? \n\tab1\u2028\u0085\x07", max_size=60)


@given(st.text() | ODD, st.sampled_from(["", "---\n", "+++\n", "a: b\n"]))
def test_any_text_is_split_or_refused(text: str, head: str) -> None:
    try:
        split(PATH, head + text)
    except SourceError as error:
        assert len(error.problems) == 1


@given(ODD, st.sampled_from(["---", "+++"]))
def test_any_keys_are_read_or_refused_at_a_place_in_the_file(keys: str, mark: str) -> None:
    text = f"{mark}\n{keys}\n{mark}\n"
    lines = text.split("\n")
    try:
        found = split(PATH, text)
    except SourceError as error:
        (problem,) = error.problems
        assert problem.excerpt is None or problem.excerpt == lines[(problem.line or 0) - 1]
    else:
        for value in found.values.values():
            assert 1 <= value.column <= len(lines[value.line - 1]) + 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_any_quoted_value_comes_back(typed: str) -> None:
    quoted = "".join(f"\\U{ord(char):08x}" for char in typed)
    assert held(f'title: "{quoted}"') == {"title": typed}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_the_text_below_the_keys_comes_back(body: str) -> None:
    assert split(PATH, f"---\ntitle: a\n---\n{body}").body == body


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\na: &a [x, x]\nb: [*a, *a]\n---\n", "'*' has a meaning of its own here"),
        (f"---\ntags: [{'x,' * 40_000}]\n---\n", "the keys are too long (80,008 characters)"),
        (f"+++\na = {'1' * 5000}\n+++\n", "a number here is too long"),
        (f"+++\na{'.a' * 2000} = 1\n+++\n", "nested too deeply"),
    ],
    ids=["references", "long", "digits", "dots"],
)
def test_keys_that_would_fill_the_memory_are_refused(text: str, words: str) -> None:
    assert words in problem_of(text).message
