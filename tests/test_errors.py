from milepost.errors import Problem


def test_a_name_cannot_pretend_to_be_a_message() -> None:
    problem = Problem("no tag 'a\nerror: b'", "journal/c\nd.md")
    assert str(problem) == "journal/c\ufffdd.md: no tag 'a\ufffderror: b'"
