from portal.notes.differences import Line, Part, between


def lines(before: str, after: str) -> list[str]:
    """As text: what is taken out and put in, marked words in brackets."""
    signs = {"same": " ", "removed": "-", "added": "+"}
    return [
        f"… {line.count}" if line.kind == "skipped" else signs[line.kind] + _text(line)
        for line in between(before, after)
    ]


def _text(line: Line) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in line.parts)


def test_the_same_text_has_no_difference() -> None:
    assert between("a\nb", "a\nb") == []
    assert between("", "") == []


def test_words_that_differ_are_marked() -> None:
    assert lines("the old word", "the new word") == ["-the [old] word", "+the [new] word"]


def test_lines_that_have_nothing_in_common_are_whole() -> None:
    assert lines("abc def", "uvw-xyz") == ["-abc def", "+uvw-xyz"]


def test_chinese_is_compared_by_the_character() -> None:
    assert lines("镜像的状态", "镜像的格式") == ["-镜像的[状态]", "+镜像的[格式]"]


def test_lines_come_and_go() -> None:
    assert lines("a\nb\nc", "a\nc\nd") == [" a", "-b", " c", "+d"]
    assert lines("", "a\nb") == ["+a", "+b"]
    assert lines("a\nb", "") == ["-a", "-b"]
    assert lines("x 1\ny\nz", "x 2") == ["-x [1]", "-y", "-z", "+x [2]"]
    assert lines("x 1", "x 2\ny") == ["-x [1]", "+x [2]", "+y"]


def test_equal_lines_far_away_are_counted() -> None:
    many = [str(number) for number in range(20)]
    changed = [*many[:10], "new", *many[10:]]
    assert lines("\n".join(many), "\n".join(changed)) == [
        "… 7", " 7", " 8", " 9", "+new", " 10", " 11", " 12", "… 7"
    ]  # fmt: skip
    both = ["new", *many, "new"]
    assert lines("\n".join(many), "\n".join(both)) == [
        "+new", " 0", " 1", " 2", "… 14", " 17", " 18", " 19", "+new"
    ]  # fmt: skip


def test_one_line_alone_is_shown_rather_than_counted() -> None:
    assert lines("0\n1\n2\n3\n4", "0\n1\n2\n3\nx")[:3] == [" 0", " 1", " 2"]


def test_what_is_invisible_is_shown() -> None:
    removed, added = between("a b c d", "a b\u200b c d")
    assert "".join(part.text for part in removed.parts) == "a b c d"
    assert Part("⟨U+200B⟩", marked=True) in added.parts


def test_very_long_lines_are_not_compared_by_words() -> None:
    assert lines("a " * 2000 + "b", "a " * 2000 + "c") == [
        "-" + "a " * 2000 + "b",
        "+" + "a " * 2000 + "c",
    ]
