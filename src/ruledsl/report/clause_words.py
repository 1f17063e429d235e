"""Norms in plain words, for those who read no rule files: what is asked, of whom, by when, with which exceptions, each
under its own label, in English or Chinese. Handed a norm of a compiled ruleset, this module hands on rows of text in
which every name stands by its label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from ruledsl.civil_time.text import format_date
from ruledsl.civil_time.units import Language
from ruledsl.norms.expressions import (
    ActParam,
    Among,
    And,
    Arithmetic,
    Broken,
    Compare,
    Constraint,
    Count,
    CountEvents,
    DoerOf,
    EventDay,
    EventParam,
    EventPattern,
    Expr,
    FieldOf,
    Happened,
    Holders,
    Holds,
    IsKind,
    IsSet,
    Lapsed,
    Literal,
    Member,
    Not,
    OpenRecords,
    Or,
    Party,
    Pointing,
    Portion,
    Quantified,
    SetOf,
    Sum,
    ValueName,
    Var,
)
from ruledsl.norms.model import (
    Amount,
    ArisingMoment,
    BeginsMoment,
    BreaksMoment,
    DateMoment,
    DueMoment,
    EventMoment,
    Form,
    Frequency,
    LapsesMoment,
    Layer,
    Limit,
    LimitForm,
    Moment,
    Norm,
    PeriodMoment,
    Ruleset,
    Strength,
    Window,
)
from ruledsl.norms.words import amount_of
from ruledsl.report.names import Names
from ruledsl.report.wording import LIMITS, Table, Words, amount_words, listed
from ruledsl.world.scenario import Scenario
from ruledsl.world.values import Duration
from ruledsl.world.vocabulary import FieldDecl

Row: TypeAlias = tuple[str, str]
"""A row's label and its text."""

ASKED: Final[Table] = {
    "obligation": Words("Must", "须"),
    "obligation_default": Words("As a rule must", "一般须"),
    "prohibition": Words("Must not", "不得"),
    "prohibition_default": Words("As a rule must not", "一般不得"),
    "exclusive_power": Words("Only so", "限于"),
    "exclusive_power_default": Words("As a rule only so", "一般限于"),
    "permission": Words("May", "可以"),
    "frequency": Words("How often", "频次"),
    "frequency_default": Words("How often, as a rule", "一般频次"),
    "substitution": Words("Stands in", "代行"),
    "authorisation": Words("May be charged", "可受委托"),
    "deeming": Words("Counts as", "视为"),
}
"""What a norm asks, in one word: a row for each form, and for each that a default can have."""

ROWS: Final[Table] = {
    "of": Words("Applies to", "适用于"),
    "who": Words("Who answers for it", "责任主体"),
    "limit": Words("Time limit", "期限"),
    "only_by": Words("Only by", "仅由"),
    "only_when": Words("Only if", "仅当"),
    "when": Words("When", "适用条件"),
    "unless": Words("Except when", "例外"),
    "until": Words("Until", "至"),
    "while": Words("As long as", "期间"),
    "upon": Words("Each time", "每当"),
    "for_each": Words("For each", "逐一"),
    "overrides": Words("Comes before clause", "优先于条款"),
    "despite": Words("Lifts clause", "解除条款"),
    "in_force": Words("In force", "施行"),
}
"""The labels of a clause's rows."""

SAID: Final[Table] = {
    "or": Words(" or ", "，或者"),
    "and": Words(" and ", "，并且"),
    "bracketed": Words("({item})", "（{item}）"),
    "not": Words("not: {item}", "并非{item}"),
    "not_happened": Words("not yet {item}", "尚未{item}"),
    "is_set": Words("{item} is recorded", "{item}有记载"),
    "is_not_set": Words("{item} is not recorded", "{item}没有记载"),
    "is_kind": Words("{item} is: {kind}", "{item}为{kind}"),
    "is_not_kind": Words("{item} is not: {kind}", "{item}不是{kind}"),
    "every": Words("for every {var} among {set}: {body}", "{set}中的每一{var}：{body}"),
    "some": Words("for at least one {var} among {set}: {body}", "{set}中至少有一{var}：{body}"),
    "no": Words("for no {var} among {set}: {body}", "{set}中没有一{var}：{body}"),
    "=": Words("{left} is {right}", "{left}为{right}"),
    "!=": Words("{left} is not {right}", "{left}不为{right}"),
    "<": Words("{left} is less than {right}", "{left}少于{right}"),
    "<=": Words("{left} is at most {right}", "{left}不超过{right}"),
    ">": Words("{left} is more than {right}", "{left}超过{right}"),
    ">=": Words("{left} is at least {right}", "{left}不少于{right}"),
    "in_person": Words("{item} in person", "{item}（本人）"),
    "in": Words("{item} is one of {set}", "{item}属于{set}"),
    "not_in": Words("{item} is none of {set}", "{item}不属于{set}"),
    "contains": Words("{set} include {item}", "{set}中有{item}"),
    "among": Words("{left} are without exception among {right}", "{left}均在{right}之中"),
    "lapsed": Words("the limit of clause {norm} has passed unmet{of}", "{of}条款 {norm} 逾期未办"),
    "broken": Words("clause {norm} is broken{of}", "{of}条款 {norm} 被违反"),
    "recent": Words("{item} within the last {amount}", "最近{amount}内{item}"),
    "portion": Words("{above}/{below} of {item}", "{item}的{below}分之{above}"),
    "this": Words("this {kind}", "本{kind}"),
    "of": Words("{name} of {object}", "{object}的{name}"),
    "of_self": Words(" of {object}", "{object}的"),
    "with_argument": Words("{name} ({argument})", "{name}（{argument}）"),
    "done_by": Words("whoever did '{event}'", "“{event}”的实施者"),
    "done_to": Words("whom '{event}' was done to", "“{event}”的对象"),
    "parameter_of": Words("what '{event}' names as “{name}”", "“{event}”所载的“{name}”"),
    "day_of": Words("the day of '{item}'", "“{item}”之日"),
    "holds": Words("{object} is {state}", "{object}{state}"),
    "holders": Words("all who are {role}", "全体{role}"),
    "all_of_kind": Words("all on record as {kind}", "所有{kind}"),
    "pointing": Words("every {kind} of {target}", "{target}的各{kind}"),
    "count": Words("the number of {set}", "{set}的数目"),
    "distinct": Words("the number of different {item} among {set}", "{set}中不同{item}的数目"),
    "count_events": Words("how many times {item}", "{item}的次数"),
    "sum": Words("the sum of {item} over {set}", "{set}的{item}之和"),
    "where": Words("{item}, counting only where {where}", "{item}（仅计{where}的）"),
    "in_period": Words("{item} in this {period}", "本{period}内{item}"),
    "act": Words("{object} {event}", "{object}{event}"),
    "act_of_kind": Words("{object}: {event}", "{object}{event}"),
    "act_details": Words("{event} ({details})", "{event}（{details}）"),
    "parameter": Words("{name}: {value}", "{name}：{value}"),
    "one_of": Words("one of {value}", "{value}之一"),
    "none_of": Words("none of {value}", "{value}以外"),
    "other_than": Words("other than {value}", "{value}以外"),
    "at_most": Words("at most {value}", "不超过{value}"),
    "less_than": Words("less than {value}", "少于{value}"),
    "at_least": Words("at least {value}", "不少于{value}"),
    "more_than": Words("more than {value}", "超过{value}"),
    "next": Words("the next '{item}'", "此后第一次“{item}”"),
    "begins": Words("the moment at which this begins: {item}", "“{item}”开始之时"),
    "lapses": Words("the limit of clause {norm}{of} passes unmet", "{of}条款 {norm} 逾期未办"),
    "breaks": Words("clause {norm}{of} is broken", "{of}条款 {norm} 被违反"),
    "due": Words("the due date of clause {norm}{of}", "{of}条款 {norm} 的期限"),
    "begins_period": Words("the beginning of the {period}", "{period}初"),
    "ends_period": Words("the end of the {period}", "{period}末"),
    "arising": Words("the duty's arising", "义务产生"),
    "within": Words("within {amount}", "{amount}内"),
    "promptly": Words("promptly", "及时"),
    "by": Words("no later than {date}", "不迟于{date}"),
    "month_day": Words("{month}-{day:02d} each year", "每年{month}月{day}日"),
    "after_before": Words("after {anchor} and before {closing}", "在{anchor}之后、{closing}之前"),
    "earlier_of": Words("whichever comes first: {parts}", "以下列较早者为准：{parts}"),
    "later_of": Words("whichever comes last: {parts}", "以下列较晚者为准：{parts}"),
    "or_if": Words("but {limit} if {condition}", "{condition}的，{limit}"),
    "or_limit": Words("or {limit}", "或{limit}"),
    "as_a_rule": Words("as a rule {limit}", "一般{limit}"),
    "further_if": Words("{amount} more if {condition}", "{condition}的，延长{amount}"),
    "further": Words("{amount} more", "可延长{amount}"),
    "suspended": Words("days are not counted while {condition}", "{condition}期间不计入"),
    "amount_range": Words("{low} to {amount}", "{low}至{amount}"),
    "frequency_most": Words("at most {high} {span}: {event}", "{span}至多{high}次：{event}"),
    "frequency_least": Words("at least {low} {span}: {event}", "{span}至少{low}次：{event}"),
    "frequency_exact": Words("exactly {low} {span}: {event}", "{span}{low}次：{event}"),
    "frequency_range": Words("{low} to {high} {span}: {event}", "{span}{low}至{high}次：{event}"),
    "per": Words("in each {period}", "每{period}"),
    "rolling": Words("in any {amount}", "任意{amount}内"),
    "any_time": Words("open at any one time", "任何时候同时进行的"),
    "per_record": Words("for each one", "每件"),
    "open": Words("in progress", "在办"),
    "for": Words("{substitute} acts for {principal}", "{substitute}代行{principal}职责"),
    "then": Words(", failing that ", "，其次"),
    "in_acts": Words("{item}, in these acts: {acts}", "{item}，限于：{acts}"),
    "for_norms": Words("{item}, under clauses {norms}", "{item}，限于条款 {norms}"),
    "deems": Words("{field}: {value}", "{field}：{value}"),
    "self_each": Words("each {kind}", "各{kind}"),
    "member_named": Words("member {name}", "成员{name}"),
    "member": Words("{var} of {set}", "{set}中的{var}"),
    "from_day": Words("from {first}", "自{first}起"),
    "to_day": Words("to {last}", "至{last}"),
    "nobody": Words("nobody", "无人"),
}
"""Turns of phrase, a row for each."""

PARAMETERS: Final[Table] = {
    "by": Words("by {value}", "由{value}"),
    "to": Words("to {value}", "向{value}"),
    "whom": Words("{value}", "{value}"),
}
"""Parameters of acts that read as a phrase; others stand by their names."""

PERIODS: Final[Table] = {
    "year": Words("year", "年"),
    "quarter": Words("quarter", "季度"),
    "month": Words("month", "月"),
    "ten_days": Words("ten days of a month", "旬"),
    "week": Words("week", "周"),
}

TABLES: Final[Mapping[str, Table]] = {
    "asked": ASKED,
    "rows": ROWS,
    "said": SAID,
    "parameters": PARAMETERS,
    "periods": PERIODS,
}
"""All tables, for the tests."""

_OR, _AND, _NOT, _SIMPLE, _TERM = range(5)
"""How tightly an expression binds, from the loosest."""

_OPERATORS: Final = {
    "in": "one_of",
    "not in": "none_of",
    "!=": "other_than",
    "<=": "at_most",
    "<": "less_than",
    ">=": "at_least",
    ">": "more_than",
}


@frozen
class ClauseWords:
    """Says norms of one ruleset in one language. `kinds`: the kind that each variable in scope stands for."""

    ruleset: Ruleset
    lang: Language = "en"
    kinds: Mapping[str, str] = field(factory=dict)

    @property
    def names(self) -> Names:
        return Names(self.ruleset, Scenario(""), self.lang)

    # -------------------------------------------------------------------------------- a norm

    def rows(self, norm: Norm) -> list[Row]:
        """A norm's rows: first what it asks, then whom it binds, limits, conditions and exceptions."""
        here = self._inside(norm)
        asked = f"{norm.form.value}_default" if norm.strength is Strength.DEFAULT else norm.form.value
        rows = [(ASKED[asked if asked in ASKED else norm.form.value](self.lang), here.asked(norm))]
        parts: list[tuple[str, str | None]] = [
            ("of", here._subject(norm)),
            ("only_by", here._only_by(norm)),
            ("only_when", here._maybe(norm.only_when)),
            ("limit", here.window(norm.window) if norm.window is not None else None),
            ("who", here._maybe(norm.duty_of)),
            ("upon", here.moment(norm.upon) if norm.upon is not None and norm.form is not Form.AUTHORISATION else None),
            *(("for_each", here._for_each(each.var, each.set, each.key)) for each in norm.for_each),
            ("when", here._maybe(norm.when)),
            ("unless", here._maybe(norm.unless)),
            ("while", here._maybe(norm.while_)),
            ("until", here.moment(norm.until) if norm.until is not None else None),
            ("overrides", here._ids(norm.overrides)),
            ("despite", here._ids(norm.despite)),
        ]
        rows += [(ROWS[name](self.lang), text) for name, text in parts if text]
        return rows

    def asked(self, norm: Norm) -> str:
        """What the norm asks, without its limits and conditions."""
        match norm.form:
            case Form.OBLIGATION:
                assert norm.content is not None
                return self.said(norm.content)
            case Form.FREQUENCY:
                assert norm.frequency is not None
                return self._frequency(norm.frequency, norm.event)
            case Form.PROHIBITION | Form.EXCLUSIVE_POWER | Form.PERMISSION:
                assert norm.event is not None
                return self.act(norm.event)
            case Form.DEEMING:
                assert norm.deems is not None
                name, argument, value = norm.deems
                own = self._field_label(norm.subject.kind, name)
                if argument is not None:
                    own = self._say("with_argument", name=own, argument=self.said(argument))
                return self._say("deems", field=own, value=self.said(value))
            case Form.SUBSTITUTION | Form.AUTHORISATION:
                return self._stands_in(norm)

    def in_force(self, norm: Norm) -> str:
        """The days on which a norm is in force where they are not the whole ruleset's; else nothing."""
        if (norm.first_day, norm.last_day) == (self.ruleset.first_day, self.ruleset.last_day):
            return ""
        parts = []
        if norm.first_day is not None:
            parts.append(self._say("from_day", first=format_date(norm.first_day, self.lang)))
        if norm.last_day is not None:
            parts.append(self._say("to_day", last=format_date(norm.last_day, self.lang)))
        return " ".join(parts)

    def _inside(self, norm: Norm) -> ClauseWords:
        """The words with the norm's own variables in scope."""
        kinds = dict(self.kinds)
        if norm.subject.kind is not None:
            kinds["self"] = norm.subject.kind
        here = evolve(self, kinds=kinds)
        for each in norm.for_each:
            kind = here._kind_of(each.set) if each.set is not None else None
            if kind is not None:
                kinds[each.var] = kind
                here = evolve(self, kinds=kinds)
        return here

    def _subject(self, norm: Norm) -> str:
        if norm.form in (Form.SUBSTITUTION, Form.AUTHORISATION):
            return ""
        if norm.subject.kind is not None and norm.subject.party is None:
            return self._say("self_each", kind=self.names.kind(norm.subject.kind))
        if norm.subject.party is not None:
            return self.said(norm.subject.party)
        return norm.subject.text

    def _maybe(self, expr: Expr | None) -> str | None:
        return None if expr is None else self.said(expr)

    def _only_by(self, norm: Norm) -> str | None:
        if norm.only_by is None:
            return None
        text = self._listed(norm.only_by.parties)
        return self._say("in_person", item=text) if norm.only_by.in_person else text

    def _for_each(self, var: str, set_: Expr | None, key: Expr | None) -> str:
        if set_ is not None:
            return self._say("member", var=self._variable(var), set=self._at(set_, _TERM))
        return self.said(key) if key is not None else var

    def _ids(self, ids: Sequence[str]) -> str:
        return listed((self._norm(each) for each in ids), self.lang)

    def _stands_in(self, norm: Norm) -> str:
        assert norm.stands_for is not None
        substitutes = self._say("then").join(self.said(party) for party in norm.stands_in)
        text = self._say("for", substitute=substitutes, principal=self.said(norm.stands_for))
        if norm.acts:
            acts = listed((self._event_of_kind(kind, event) for kind, event in norm.acts), self.lang)
            text = self._say("in_acts", item=text, acts=acts)
        if norm.for_norms:
            text = self._say("for_norms", item=text, norms=self._ids(norm.for_norms))
        return text

    def _frequency(self, frequency: Frequency, event: EventPattern | None) -> str:
        low, high = self._bound(frequency.at_least), self._bound(frequency.at_most)
        counted = self.act(event) if event is not None else self._say("open")
        blanks = {"low": low, "high": high, "span": self._span(frequency), "event": counted}
        if frequency.at_least is None:
            return self._say("frequency_most", **blanks)
        if frequency.at_most is None:
            return self._say("frequency_least", **blanks)
        return self._say("frequency_exact" if low == high else "frequency_range", **blanks)

    def _bound(self, n: int | str | None) -> str:
        return self.names.named_value(n) if isinstance(n, str) else str(n)

    def _span(self, frequency: Frequency) -> str:
        if frequency.at_any_time:
            return self._say("any_time")
        if frequency.per_record:
            return self._say("per_record")
        if frequency.rolling is not None:
            return self._say("rolling", amount=self.amount(frequency.rolling))
        return self._say("per", period=self._period(frequency.period or ""))

    def _period(self, name: str) -> str:
        return PERIODS[name](self.lang) if name in PERIODS else self.names.named_value(name)

    # -------------------------------------------------------------------------------- conditions and values

    def said(self, expr: Expr) -> str:
        """A condition or value in words."""
        return self._at(expr, _OR)

    def _at(self, expr: Expr, level: int) -> str:
        text, own = self._bound_text(expr)
        return self._say("bracketed", item=text) if own < level else text

    def _bound_text(self, expr: Expr) -> tuple[str, int]:
        """The words of an expression, and how tightly they bind."""
        match expr:
            case Or(items=items):
                # Both words side by side are read in two ways, so that the tighter one is bracketed, too.
                return self._say("or").join(self._at(item, _NOT) for item in items), _OR
            case And(items=items):
                return self._say("and").join(self._at(item, _NOT) for item in items), _AND
            case Not(item=item):
                return self._negated(item), _NOT
            case Quantified(which=which, var=var, set=set_, body=body):
                inner = self._with(var, set_)
                blanks = {"var": inner._variable(var), "set": self._at(set_, _TERM), "body": inner._at(body, _NOT)}
                return self._say(which, **blanks), _OR
            case Compare(op=op, left=left, right=right, in_person=in_person):
                text = self._say(op, left=self._at(left, _TERM), right=self._at(right, _TERM))
                return (self._say("in_person", item=text) if in_person else text), _SIMPLE
            case Member(item=item, set=set_, negated=False, of_members=True):
                return self._say("contains", item=self._at(item, _TERM), set=self._at(set_, _TERM)), _SIMPLE
            case Member(item=item, set=set_, negated=negated):
                name = "not_in" if negated else "in"
                return self._say(name, item=self._at(item, _TERM), set=self._at(set_, _TERM)), _SIMPLE
            case Among(left=left, right=right):
                return self._say("among", left=self._at(left, _TERM), right=self._at(right, _TERM)), _SIMPLE
            case IsSet(item=item):
                return self._say("is_set", item=self._at(item, _TERM)), _SIMPLE
            case IsKind(item=item, kind=kind):
                return self._say("is_kind", item=self._at(item, _TERM), kind=self._kind_or_party(kind)), _SIMPLE
            case Lapsed(norm=norm, object=object) | Broken(norm=norm, object=object):
                name = "lapsed" if isinstance(expr, Lapsed) else "broken"
                return self._say(name, norm=self._norm(norm), of=self._of(object)), _SIMPLE
            case Happened(pattern=pattern, recent=recent):
                text = self.act(pattern)
                if recent is not None:
                    text = self._say("recent", item=text, amount=self._duration(recent))
                return text, _TERM if recent is None else _SIMPLE
            case Arithmetic(op=op, left=left, right=right):
                return f"{self._at(left, _SIMPLE)} {op} {self._at(right, _TERM)}", _SIMPLE
            case Portion(numerator=above, denominator=below, of=of):
                return self._say("portion", above=above, below=below, item=self._at(of, _TERM)), _TERM
            case _:
                return self._value(expr), _TERM

    def _negated(self, item: Expr) -> str:
        match item:
            case IsSet(item=inner):
                return self._say("is_not_set", item=self._at(inner, _TERM))
            case IsKind(item=inner, kind=kind):
                return self._say("is_not_kind", item=self._at(inner, _TERM), kind=self._kind_or_party(kind))
            case Happened(recent=None):
                return self._say("not_happened", item=self._at(item, _TERM))
            case _:
                return self._say("not", item=self._at(item, _NOT))

    def _value(self, expr: Expr) -> str:
        match expr:
            case Literal(value=value):
                return self.names.value(value)
            case Var(name="self"):
                kind = self.kinds.get("self")
                return self._say("this", kind=self.names.kind(kind)) if kind is not None else ""
            case Var(name=name):
                return self._variable(name)
            case Party(name=name):
                return self.names.party(name)
            case ValueName(name=name):
                return self.names.named_value(name)
            case OpenRecords(kind=kind):
                return self._say("all_of_kind", kind=self.names.kind(kind))
            case FieldOf(object=object, field=name, argument=argument):
                own = self._field_label(self._kind_of(object), name)
                if argument is not None:
                    own = self._say("with_argument", name=own, argument=self.said(argument))
                return self._after(object, own)
            case DoerOf(object=object, events=events):
                return self._after(object, self._doer(self._kind_of(object), events))
            case ActParam(event=event, parameter=parameter):
                return self._parameter_of(self._event_label(None, event), parameter)
            case EventParam(object=object, event=event, parameter=parameter):
                label = self._event_label(self._kind_of(object), event)
                return self._parameter_of(self._after(object, label), parameter)
            case EventDay(object=object, event=event):
                label = self._event_label(self._kind_of(object), event)
                return self._say("day_of", item=self._act_of(object, label))
            case Holds(state=state, of=of):
                label = self.names.state(state)
                return label if self._is_self(of) else self._say("holds", object=self._at(of, _TERM), state=label)
            case SetOf(items=items):
                return self._listed(items)
            case Holders(role=role):
                return self._say("holders", role=self._at(role, _TERM))
            case Pointing(kind=kind, target=target):
                return self._say("pointing", kind=self.names.kind(kind), target=self._at(target, _TERM))
            case Count() | CountEvents() | Sum():
                return self._quantity(expr)
            case _:
                return self._bound_text(expr)[0]

    def _quantity(self, expr: Count | CountEvents | Sum) -> str:
        match expr:
            case Count(set=set_, var=var, where=where, distinct=distinct):
                inner = self._with(var, set_)
                own = self._at(set_, _TERM)
                if distinct is None:
                    text = self._say("count", set=own)
                else:
                    text = self._say("distinct", item=inner._at(distinct, _TERM), set=own)
                return inner._where(text, where)
            case CountEvents(pattern=pattern, var=var, where=where, period=period):
                text = self._say("count_events", item=self.act(pattern))
                if period is not None:
                    text = self._say("in_period", item=text, period=self._period(period))
                return self._with(var, OpenRecords(pattern.kind))._where(text, where)
            case Sum(item=item, var=var, set=set_, where=where):
                inner = self._with(var, set_)
                text = self._say("sum", item=inner._at(item, _TERM), set=self._at(set_, _TERM))
                return inner._where(text, where)

    def _where(self, text: str, where: Expr | None) -> str:
        return text if where is None else self._say("where", item=text, where=self._at(where, _AND))

    def _listed(self, items: Iterable[Expr]) -> str:
        return listed((self.said(item) for item in items), self.lang) or self._say("nobody")

    # -------------------------------------------------------------------------------- acts

    def act(self, pattern: EventPattern) -> str:
        """An act: `filed (to general office)`, `report circled (by mayor)`."""
        label = self._event_label(pattern.kind, pattern.event)
        if pattern.object is None:
            label = self._say("act_of_kind", object=self.names.kind(pattern.kind), event=label)
        else:
            label = self._act_of(pattern.object, label)
        if not pattern.constraints:
            return label
        details = listed((self.constraint(each) for each in pattern.constraints), self.lang, "semicolon")
        return self._say("act_details", event=label, details=details)

    def constraint(self, constraint: Constraint) -> str:
        """What is asked of an act's parameter: `to general office`, `by one of mayor, vice mayor`."""
        value = self._at(constraint.value, _SIMPLE)
        if constraint.op in _OPERATORS:
            value = self._say(_OPERATORS[constraint.op], value=value)
        if constraint.in_person:
            value = self._say("in_person", item=value)
        if constraint.parameter in PARAMETERS:
            return PARAMETERS[constraint.parameter](self.lang, value=value)
        return self._say("parameter", name=_spaced(constraint.parameter), value=value)

    def _act_of(self, object: Expr, label: str) -> str:
        return label if self._is_self(object) else self._say("act", object=self._at(object, _TERM), event=label)

    def _event_of_kind(self, kind: str, event: str) -> str:
        return self._say("act_of_kind", object=self.names.kind(kind), event=self._event_label(kind, event))

    def _parameter_of(self, event: str, parameter: str) -> str:
        match parameter:
            case "by":
                return self._say("done_by", event=event)
            case "to" | "whom":
                return self._say("done_to", event=event)
            case _:
                return self._say("parameter_of", event=event, name=_spaced(parameter))

    # -------------------------------------------------------------------------------- time

    def moment(self, moment: Moment) -> str:
        """An instant in words."""
        match moment:
            case EventMoment(pattern=pattern, next=next):
                return self._say("next", item=self.act(pattern)) if next else self.act(pattern)
            case BeginsMoment(condition=condition):
                return self._say("begins", item=self.said(condition))
            case LapsesMoment(norm=norm, object=object):
                return self._say("lapses", norm=self._norm(norm), of=self._of(object))
            case BreaksMoment(norm=norm, object=object):
                return self._say("breaks", norm=self._norm(norm), of=self._of(object))
            case DueMoment(norm=norm, object=object):
                return self._say("due", norm=self._norm(norm), of=self._of(object))
            case PeriodMoment(period=period, edge=edge):
                name = "begins_period" if edge.startswith("begin") else "ends_period"
                return self._say(name, period=self._period(period))
            case DateMoment(day=day):
                return format_date(day, self.lang)
            case ArisingMoment():
                return self._say("arising")

    def window(self, window: Window) -> str:
        """A whole window with its layers."""
        parts = [self._layer(layer) for layer in window.layers]
        if window.suspended is not None:
            parts.append(self._say("suspended", condition=self.said(window.suspended)))
        return listed(parts, self.lang, "semicolon")

    def _layer(self, layer: Layer) -> str:
        condition = None if layer.condition is None else self.said(layer.condition)
        if layer.further is not None:
            name = "further" if condition is None else "further_if"
            return self._say(name, amount=self.amount(layer.further), condition=condition)
        assert layer.limit is not None
        limit = self.limit(layer.limit)
        if layer.strength is Strength.DEFAULT:
            limit = self._say("as_a_rule", limit=limit)
        if layer.kind == "base":
            return limit
        return self._say("or_limit" if condition is None else "or_if", limit=limit, condition=condition)

    def limit(self, limit: Limit) -> str:
        """One limit: `at least 5 workdays before meeting held`."""
        arising = limit.anchors in ((ArisingMoment(),), ())
        anchor = listed((self.moment(each) for each in limit.anchors), self.lang, "or")
        match limit.form:
            case LimitForm.WITHIN if arising:
                return self._say("within", amount=self.amount(limit.amount))
            case LimitForm.PROMPTLY if arising:
                return self._say("promptly")
            case LimitForm.BY if limit.month_day is not None:
                month, day = limit.month_day
                return self._say("by", date=self._say("month_day", month=month, day=day))
            case LimitForm.BY:
                assert limit.date is not None
                return self._say("by", date=self.said(limit.date))
            case LimitForm.AFTER if limit.closing is not None:
                return self._say("after_before", anchor=anchor, closing=self.moment(limit.closing))
            case LimitForm.EARLIER_OF | LimitForm.LATER_OF:
                parts = listed((self.limit(part) for part in limit.parts), self.lang, "semicolon")
                return self._say(limit.form.value, parts=parts)
            case LimitForm.FROM_TO:
                assert limit.amount is not None
                low = self._bound(limit.amount.n)
                amount = self._say("amount_range", low=low, amount=self.amount(limit.to))
                return LIMITS["from_to"](self.lang, amount=amount, anchor=anchor)
            case form:
                amount = self.amount(limit.amount) if limit.amount is not None else ""
                return LIMITS[form.value](self.lang, amount=amount, anchor=anchor)

    def amount(self, amount: Amount | None) -> str:
        """`5 workdays`, `5个工作日`; a named value by its label."""
        assert amount is not None
        if amount.duration_name is not None:
            return self.names.named_value(amount.duration_name)
        if isinstance(amount.n, str):
            # The unit with a stand-in for the number, which only the ruleset's value gives.
            text = amount_words(amount_of(evolve(amount, n=2)), self.lang)
            return text.replace("2", self.names.named_value(amount.n), 1)
        return amount_words(amount_of(amount), self.lang)

    def _duration(self, duration: Duration) -> str:
        return amount_words(amount_of(Amount(duration.n, duration.unit)), self.lang)

    # -------------------------------------------------------------------------------- names

    def _say(self, name: str, /, **blanks: object) -> str:
        return SAID[name](self.lang, **blanks)

    def _norm(self, norm: str) -> str:
        return norm.removeprefix(f"{self.ruleset.name}:")

    def _of(self, object: Expr) -> str:
        return "" if self._is_self(object) else self._say("of_self", object=self._at(object, _TERM))

    def _after(self, object: Expr, name: str) -> str:
        """A name of an object; the subject's own stands by itself."""
        return name if self._is_self(object) else self._say("of", name=name, object=self._at(object, _TERM))

    @staticmethod
    def _is_self(object: Expr) -> bool:
        return object == Var("self")

    def _variable(self, name: str) -> str:
        """A variable by what it stands for, with its letter where it has one of its own."""
        kind = self.kinds.get(name)
        if kind is None:
            return self._say("member_named", name=name)
        label = self.names.kind(kind)
        return label if name == kind else f"{label} {name}"

    def _with(self, var: str, set_: Expr) -> ClauseWords:
        """The words with one more variable in scope."""
        kind = self._kind_of(set_)
        return self if kind is None or not var else evolve(self, kinds={**self.kinds, var: kind})

    def _kind_of(self, expr: Expr | None) -> str | None:
        """The kind of a record, or of the members of a set, where it is told."""
        match expr:
            case Var(name=name):
                return self.kinds.get(name)
            case OpenRecords(kind=kind) | Pointing(kind=kind):
                return kind
            case FieldOf(object=object, field=name):
                decl = self._field(self._kind_of(object), name)
                known = decl is not None and decl.type.name in self.ruleset.vocabulary.kinds
                return decl.type.name if decl is not None and known else None
            case Party(name=name):
                office = self.ruleset.vocabulary.offices.get(name)
                return None if office is None else office.kind
            case _:
                return None

    def _field(self, kind: str | None, name: str) -> FieldDecl | None:
        vocabulary = self.ruleset.vocabulary
        for each in (kind, *vocabulary.kinds) if kind is not None else tuple(vocabulary.kinds):
            decl = vocabulary.field(each, name)
            if decl is not None:
                return decl
        return None

    def _field_label(self, kind: str | None, name: str) -> str:
        decl = self._field(kind, name)
        if decl is None:
            return _spaced(name)
        return (decl.label.zh if self.lang == "zh" else decl.label.en) or name

    def _event_label(self, kind: str | None, name: str) -> str:
        vocabulary = self.ruleset.vocabulary
        own = self.kinds.get("self")
        for each in (kind, own, *vocabulary.kinds):
            decl = None if each is None else vocabulary.event(each, name)
            if decl is not None:
                return (decl.label.zh if self.lang == "zh" else decl.label.en) or name
        return _spaced(name)

    def _doer(self, kind: str | None, events: tuple[str, ...]) -> str:
        for each in self.ruleset.vocabulary.kinds.values():
            for decl in each.fields:
                if decl.by_events == events:
                    return (decl.label.zh if self.lang == "zh" else decl.label.en) or decl.name
        labels = listed((self._event_label(kind, event) for event in events), self.lang, "or")
        return self._say("done_by", event=labels)

    def _kind_or_party(self, name: str) -> str:
        return self.names.kind(name) if name in self.ruleset.vocabulary.kinds else self.names.party(name)


def _spaced(name: str) -> str:
    return name.replace("_", " ")
