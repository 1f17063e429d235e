"""A small ruleset with its scenarios, written into a folder: what the commands and the API are tried on."""

from __future__ import annotations

from pathlib import Path

RULES = """\
vocabulary government
    role mayor "mayor" / "市长"
    role vice_mayor "vice mayor" / "副市长"
    office general_office "general office" / "市政府办公室"
    state away of party "away" / "外出"
    kind meeting "meeting" / "会议"  opens when created, closes held
        event held "held" / "召开"
    kind agenda_item "agenda item" / "议题"  opens when created, closes meeting.held
        meeting : meeting "meeting" / "会议"
        special_circumstances : judgement "special circumstances" / "特殊情况"
        event filed(to, by) "filed" / "报送", approved(by) "approved" / "签批"
    kind letter "letter" / "函件"  opens received, closes archived
        done : yes/no default no "done" / "办结"
        signer : by replied "signer" / "签发人"
        event received "received" / "收到", replied(by) "replied" / "回复", archived "archived" / "归档"

ruleset office "Rules of the office" / "办公室规则"
    uses government
    calendar china

article 1 "Agenda material" / "议题材料"
    filing: agenda_item requires filed(to = general_office) at least 5 workdays before meeting.held
        unless special_circumstances
    sign_off: agenda_item permits approved only by mayor
    stand_in: vice_mayor acts for mayor while away(mayor)

article 2 "Letters" / "函件"
    reply: letter normally requires replied within 3 workdays of received
    done: letter deems done = yes when replied
"""

MATERIAL = """\
scenario "filed four workdays ahead"
    person wang "Wang" / "王" is mayor
    person li "Li" / "李" is vice_mayor
    meeting m1
    agenda_item i1 with meeting = m1, special_circumstances = no
    2022-03-29 i1 filed(to = general_office)
    2022-03-30 to 2022-03-31 wang away
    2022-04-02 m1 held
    as of 2022-04-02
    expect 1.filing violated breach for i1 due 2022-03-28
    expect only 1.filing violated
    expect wang may approved for i1 on 2022-03-29
    expect li may approved for i1 on 2022-03-30
    expect li may not approved for i1 on 2022-03-29

scenario "special circumstances not judged"
    meeting m1
    agenda_item i2 with meeting = m1
    2022-04-02 m1 held
    as of 2022-04-02
    expect 1.filing undetermined for i2 missing special_circumstances
"""

LETTERS = """\
scenario "a letter answered late"
    person zhao "Zhao" / "赵"
    letter l1
    2022-03-01 l1 received
    2022-03-07 l1 replied(by = zhao)
    as of 2022-03-03
    expect 2.reply pending for l1 due 2022-03-04
    expect done of l1 = no
    as of 2022-03-07
    expect 2.reply violated deviation for l1 due 2022-03-04
    expect done of l1 = yes
    expect signer of l1 = zhao
    expect no breach
"""

JSON = """\
{
  "schema": "ruledsl/scenario/1",
  "title": "a letter in JSON",
  "records": [{"kind": "letter", "name": "l1"}],
  "events": [
    {"date": "2022-03-01", "record": "l1", "event": "received"},
    {"date": "2022-03-03", "record": "l1", "event": "replied"}
  ],
  "as_of": [{"date": "2022-03-07", "expect": []}]
}
"""

FILES = {"office.rules": RULES, "material.scenario": MATERIAL, "letters.scenario": LETTERS, "letter.json": JSON}


def write_example(folder: Path) -> Path:
    """The example in a folder, which is given back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
