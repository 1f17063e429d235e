"""Clauses of every form, with every window and modifier: what the laws of the compiler are tested on."""

CLAUSES = """
duty_plain: request requires matters = 1
duty_contains: meeting requires members contains chair and chair not in (mayor, vice_mayor) at held
duty_event: agenda_item requires filed(to = general_office) at least 5 workdays before meeting.held unless special
duty_before: agenda_item requires approved(by = leader_in_charge) before meeting.held
duty_signer: request requires signer = principal within 3 workdays
duty_person: request requires signer = principal in person within 3 workdays of submitted
duty_clear: request requires answered within 3 clear days after submitted
duty_next: request requires answered within 3 days of next signed
duty_value: request requires answered within quota workdays of submitted
duty_duration: request requires answered within respite_time of submitted
duty_later: request requires answered no later than 2 months after submitted
duty_by_field: request requires answered by deadline
duty_by_day: request requires answered by 30 June
duty_not_before: request requires answered not before 3 days after submitted
duty_from_to: request requires answered from 3 to 5 weeks after submitted
duty_at: meeting requires count(members) > 1/2 of topics at held
duty_last: request requires answered in the last 3 days before issued
duty_same_day: request requires answered same day as submitted
duty_after: request requires answered after submitted
duty_between: request requires answered after submitted before issued
duty_earlier: request requires answered the earlier of within 3 days of submitted and before issued
duty_latest: request requires answered the later of within 3 days of submitted and by deadline
duty_prompt: request requires answered promptly after submitted
duty_prompt_plain: request requires answered promptly
duty_always: permit requires class != secret at all times
duty_year: department requires reported within 30 days of year begins
duty_month: department requires reported before month ends
duty_condition: request requires answered within 3 days of (extended and submitted) begins
duty_begins: request requires answered within 3 days of extended begins
duty_date: department requires reported within 30 days of 2024-02-01
duty_due: cosign requires replied within 2 days of due of duty_cosign
duty_cosign: cosign normally requires replied within 3 workdays of sent, or 1 week if complex, or normally 2 weeks if document.pages > 9, and 2 further days if document.extended
duty_suspended: request requires answered within 10 workdays of submitted, not counting days while away(principal) or on_leave(principal)
duty_named: request requires answered in window quick
duty_named_more: request requires answered in window quick, or by deadline if deadline is set
duty_upon: request requires returned within 2 days of signed upon signed(by = mayor) when signed.by = principal
duty_upon_begins: request requires returned within 2 days upon extended begins
duty_upon_lapse: request requires returned within 2 days upon duty_later lapses
duty_upon_breach: request requires returned within 2 days upon ban_plain breaks
duty_each: agenda_item requires approved(by = u) before meeting.held for each u in units
duty_each_record: department requires r.answered(by = self) before r.issued for each r in request
duty_of: request requires answered within 3 days duty of principal
duty_overrides: request requires answered within 9 days when extended overrides duty_clear, duty_later
duty_act: request requires answered before issued when issued.by = mayor
duty_office: general_office requires request.returned(by = self) within 3 days upon request.submitted
duty_head: department.head requires department.reported within 3 days of year begins
duty_only: agenda_item requires filed only by general_office within 3 days
chained: agenda_item requires filed, approved if special, withdrawn in order before meeting.held
ban_plain: request forbids signed(by = mayor)
ban_window: request forbids answered earlier than 3 days after submitted
ban_later: request forbids answered later than 3 months after submitted unless extended
ban_until: request forbids issued until answered while away(principal)
ban_upon: request forbids issued upon returned when issued.by = returned.by
ban_doer: request forbids submitted when by is enterprise or by != principal
ban_office: mayor forbids request.drafted
ban_normally: request normally forbids drafted(by in (mayor, vice_mayor)) for each d in department when by = d
power_by: request permits signed only by principal
power_person: request permits signed only by (mayor, vice_mayor) in person when extended overrides power_by
power_when: agenda_item permits filed only when special and filed.copies >= 2
power_holders: meeting permits convened only by holders(leader)
permission: meeting permits convened(by = vice_mayor) despite power_holders
permission_when: request permits answered when pages > 3
often_most: meeting requires at most 3 held per month
often_range: meeting requires 2 to 3 convened per quarter for each by
often_roster: meeting requires at least 1 convened(by = d) per year for each d in department
often_rolling: meeting normally requires at most quota held in any 12 months unless postponed
often_record: agenda_item requires at most 1 filed(to = general_office) per record when by = leader_in_charge
often_open: document requires at most 5 open at any time
often_rhythm: department requires exactly 1 reported per rhythm
often_party: mayor requires at most 2 meeting.convened per ten_days
deemed: cosign deems no_objection = yes when duty_cosign lapsed
deemed_unless: request deems pages = matters when submitted and count(cosign of self where replied(by = mayor)) = 0 unless returned
deemed_argument: document deems cooperates(u) = no for each u in department when issued
acting: vice_mayor, then executive_vice_mayor acts for mayor in meeting.convened, executive_meeting.delegated while away(mayor)
acting_head: department.head acts for department while yes
acting_head_in: department.head acts for department in request.submitted while away(department.parent)
acting_for: executive_vice_mayor acts for mayor for duty_before, duty_each while on_leave(mayor) or meeting.postponed
delegated: delegated.to may act for delegated.by in executive_meeting.convened until held when delegated
sums: request requires sum(d.pages for d in document where d.pages > 1) <= 2.5 + 1/3 of pages - matters
counts: meeting requires count(distinct x.leader_in_charge for x in agenda_item of self where x.special) >= 2 at held
counted_events: request requires count(signed of request where by = mayor and pages > 3) in this year < 3 within 3 days
counted_own: request requires count(signed) in this rhythm < 3 within 3 days
quantified: meeting requires every m in members has (some i in agenda_item of self has i.leader_in_charge = m) before held
sets: meeting requires members among (mayor, vice_mayor) and not general_office.away and holders(mayor) among members at held
kinds: agenda_item requires meeting is executive_meeting and leader_in_charge is not enterprise or class in (urgent, secret) before meeting.held
recently: request requires answered within the last 30 days or signed - submitted > 3 days and deadline + 1 week >= answered within 3 days
texts: document requires title = "a \\"b\\"" and fee = 1/3 and fee != 0.5 and deadline < 2024-02-29
nothings: agenda_item requires meeting != none and units = () and leader_in_charge is set
asked: cosign requires document.cooperates(mayor) and document.restraint(year) within 3 days
doers: request requires returned.by = signer and submitted.by in (mayor, principal) within 3 days
broken: request requires answered within 3 days when ban_plain broken and not duty_later lapsed
durations: request requires respite + 3 days > 2 weeks
"""

SETTINGS_MORE = "    window quick = within 3 workdays of submitted, or 1 week if extended\n"
