import pytest

from nexalink.importers.contact_records import ContactDraft
from nexalink.importers.contacts_csv.columns import plan_of
from nexalink.importers.contacts_csv.rows import cells_of, clean, draft_of, is_damaged_number, tells_day_first


def draft(**cells: str) -> ContactDraft:
    header = [name.replace("_", " ") for name in cells]
    return draft_of(cells_of(list(cells.values()), plan_of(header)))


@pytest.mark.parametrize(
    ("cell", "cleaned"),
    [
        ("'+49 30 1", "+49 30 1"),
        ("'=SUM(1)", "=SUM(1)"),
        ("'-x", "-x"),
        ("'@x", "@x"),
        ("'tis", "'tis"),
        ('="0301"', "0301"),
        ("  x ", "x"),
        ("'", "'"),
    ],
)
def test_protected_cells_are_read_back(cell: str, cleaned: str) -> None:
    assert clean(cell) == cleaned


def test_rounded_numbers_are_told() -> None:
    assert is_damaged_number("4,91512E+11")
    assert is_damaged_number("1.2125E+10")
    assert not is_damaged_number("+49 30 123")
    assert draft(Phone="4.9E+11").phones == []


def test_joined_values_are_divided() -> None:
    cells = cells_of(["a@x.example ::: b@x.example"], plan_of(["E-mail 1 - Value"]))
    assert cells == {("email", "email1"): ["a@x.example", "b@x.example"]}
    assert draft_of(cells).emails == ["a@x.example", "b@x.example"]


def test_several_numbers_in_a_cell() -> None:
    assert [number for number, _ in draft(Phone="030 123456; 030 654321 / 0171 1").phones] == [
        "030 123456", "030 654321", "0171 1",
    ]  # fmt: skip


def test_labels_of_a_cell_are_divided() -> None:
    assert draft(Categories="Red;Blue, Green").labels == ["Red", "Blue", " Green"]


def test_a_job_is_a_company_and_its_title() -> None:
    assert draft(Company="Acme", Job_Title="Buyer").jobs == [("Acme", "Buyer")]
    assert draft(Occupation="Baker").jobs == [("", "Baker")]
    header = ["Organization 1 - Name", "Organization 1 - Title", "Organization 2 - Name"]
    assert draft_of(cells_of(["Acme", "Buyer", "Orbit"], plan_of(header))).jobs == [
        ("Acme", "Buyer"),
        ("Orbit", ""),
    ]


def test_a_generation_stays_with_the_name() -> None:
    assert draft(First_Name="Ben", Last_Name="Okafor", Suffix="Jr.").name.split() == ["Ben", "Okafor", "Jr."]
    assert draft(First_Name="Ben", Last_Name="Okafor", Suffix="PhD").name == ""


def test_short_rows_lack_only_their_end() -> None:
    assert draft_of(cells_of(["Ana"], plan_of(["First Name", "E-mail"]))).given == "Ana"


@pytest.mark.parametrize(
    ("year", "month", "day", "birthday"),
    [
        ("1975", "7", "5", "1975-07-05"),
        ("", "2", "29", "--02-29"),
        ("1975", "", "5", None),
        ("", "13", "1", None),
    ],
)
def test_a_birthday_in_three_columns(year: str, month: str, day: str, birthday: str | None) -> None:
    found = draft(Birth_Year=year, Birth_Month=month, Birth_Day=day)
    assert dict(found.facts).get("birthday") == birthday


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("22/3/1980", True),
        ("3/22/1980", False),
        ("3/4/1980", None),
        ("0/0/00", None),
        ("1980-03-22", None),
        ("", None),
    ],
)
def test_the_order_of_day_and_month(value: str, told: bool | None) -> None:
    assert tells_day_first(value) is told


def test_google_s_labelled_values_are_facts() -> None:
    header = [
        "Event 1 - Label",
        "Event 1 - Value",
        "Event 2 - Label",
        "Event 2 - Value",
        "IM 1 - Service",
        "IM 1 - Value",
    ]
    found = draft_of(
        cells_of(["Anniversary", "2011-06-04", "First day", " --03-01", "", "ana-x"], plan_of(header))
    )
    assert found.facts == [
        ("anniversary", "2011-06-04"),
        ("date", "First day: --03-01"),
        ("profile", "ana-x"),
    ]
