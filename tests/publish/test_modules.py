"""Scripts that import each other, under the names they are published by."""

import re

import pytest

from milepost.errors import ThemeError
from milepost.publish.modules import linked


def text_of(assets: dict[str, str], name: str) -> str:
    return linked(encoded(assets))[name][1].decode()


def encoded(assets: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in assets.items()}


def said(assets: dict[str, str]) -> str:
    with pytest.raises(ThemeError) as caught:
        linked(encoded(assets))
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    "line",
    [
        'import { a } from "./a.js";',
        "import * as a from './a.js'",
        'import "./a.js";',
        'const a = await import("./a.js");',
        'export { a } from "./a.js";',
        'import {\na,\nb\n} from "./a.js";',
    ],
)
def test_an_import_names_the_published_file(line: str) -> None:
    found = linked(encoded({"main.js": line, "a.js": "export const a = 1;\n"}))
    published = found["a.js"][0].removeprefix("assets/")
    assert re.fullmatch(r"a\.[0-9a-f]{10}\.js", published)
    assert text_of(
        {"main.js": line, "a.js": "export const a = 1;\n"}, "main.js"
    ) == line.replace("./a.js", f"./{published}")


def test_a_change_below_changes_the_names_of_all_above() -> None:
    assets = {"top.js": 'import "./mid.js"', "mid.js": 'import "./low.js"', "low.js": "1"}
    before = linked(encoded(assets))
    after = linked(encoded({**assets, "low.js": "2"}))
    assert all(before[name][0] != after[name][0] for name in assets)


def test_folders_are_found_both_ways() -> None:
    assets = {"a/one.js": 'import "../b/two.js"', "b/two.js": 'import "./deep/three.js"'}
    found = linked(encoded({**assets, "b/deep/three.js": "3"}))
    assert re.search(r'"\.\./b/two\.[0-9a-f]{10}\.js"', found["a/one.js"][1].decode())
    assert re.search(r'"\./deep/three\.[0-9a-f]{10}\.js"', found["b/two.js"][1].decode())


@pytest.mark.parametrize(
    "text",
    [
        '/* import "./nothing.js" */ 1;',
        'let address = "import ./nothing.js";',
        'import x from "https://example.org/x.js";',
        'import x from "bare";',
        'words("imported from ./there");',
    ],
)
def test_what_is_no_import_of_an_asset_stays(text: str) -> None:
    assert text_of({"main.js": text}, "main.js") == text


def test_an_import_of_nothing_is_told_with_its_line() -> None:
    assets = {"main.js": '// first\nimport "./trak.js";\n', "track.js": "1"}
    told = "assets/main.js:2: imports './trak.js', which the theme does not have"
    assert said(assets) == f"{told}; did you mean 'track.js'?"


def test_a_circle_is_told_with_its_files() -> None:
    assets = {"a.js": 'import "./b.js"', "b.js": 'import("./c.js")', "c.js": 'import "./b.js"'}
    told = "these scripts import each other in a circle: b.js -> c.js -> b.js; break it"
    assert said(assets) == f"assets/b.js: {told}"


def test_a_script_that_is_no_text_is_told() -> None:
    with pytest.raises(ThemeError, match=r"a\.js.*not UTF-8"):
        linked({"a.js": b"\xff\xfe"})


def test_readers_get_no_comments_and_no_indentation() -> None:
    text = '// Why.\nfunction f() {\n  // here\n  return "//"; // kept\n}\n'
    assert text_of({"a.js": text}, "a.js") == 'function f() {\nreturn "//"; // kept\n}\n'


@pytest.mark.parametrize("text", ["const a = `\n  b\n`;\n", 'const a = "\\\n  b";\n'])
def test_texts_over_several_lines_keep_their_space(text: str) -> None:
    assert text_of({"a.js": text}, "a.js") == text


def test_other_assets_are_published_as_they_are() -> None:
    style = b'  @import "./other.css";\n\xff'
    assert linked({"a.css": style})["a.css"][1] == style
