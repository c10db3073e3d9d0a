"""Files that name nobody: every row is accounted for, none is a touch."""

from tests.importers.linkedin.exports import read


def test_activity_names_no_person() -> None:
    text = "Date,Type,Link\r\n2024-03-12 09:14:55,LIKE,https://example.com/1\r\n2024-03-12 09:15:55,PRAISE,https://example.com/2\r\n"
    found = read({"Reactions.csv": text})
    assert found.skipped == {"no_person": 2}
    assert [item.line for item in found.items] == [2, 3]  # type: ignore[union-attr]


def test_a_comment_with_a_line_break_is_one_row() -> None:
    text = (
        "Date,Link,Message\n"
        "2024-03-12 09:14:55,https://example.com/1,First line\n"
        "second line, with a comma, and another\n"
        "\n"
        "third line\n"
        '2024-03-11 09:14:55,https://example.com/2,"Quoted, whole"\n'
    )
    found = read({"Comments.csv": text})
    assert found.skipped == {"no_person": 2}
    assert found.troubles == []


def test_shares_with_their_doubled_quotation_marks_are_counted() -> None:
    text = (
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n"
        '2024-03-12 09:14:55,https://example.com/1,"One ""\r\n""two ""\r\n""three",,,MEMBER_NETWORK\r\n'
        "2024-03-12 09:14:55,https://example.com/2,Plain,,,MEMBER_NETWORK\r\n"
    )
    assert read({"Shares.csv": text}).skipped == {"no_person": 2}


def test_utf16_shares_are_counted() -> None:
    lines = [
        "Date\tShareLink\tShareCommentary\tSharedUrl\tMediaUrl\tVisibility",
        "2018-03-12 09:14:55\tx\tZoë\t\t\tALL",
    ]
    data = "\r\n".join('"' + line.replace("\t", '"\t"') + '"' for line in lines).encode("utf-16")
    assert read({"Shares.csv": data}).skipped == {"no_person": 1}


def test_learning_has_a_trailing_empty_column() -> None:
    text = (
        "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
        "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken),\n"
        "Course,About,COURSE,2024-03-12 09:14 UTC,N/A,false,,\n"
    )
    assert read({"Learning.csv": text}).skipped == {"no_person": 1}
