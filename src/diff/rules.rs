//! The rules over changes: what each kind of change is called and what it means for the public.
//!
//! A rule that weakens has a mirror: what the same edit is called when it is taken back.
use crate::{
    diagnostic::Severity,
    diff::Direction::{self, Neutral, Strengthened, Undetermined, Weakened},
    model::field::Field,
};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name. It never changes meaning.
    pub code: &'static str,
    /// What it means for the public.
    pub direction: Direction,
    /// One line: in Chinese, in English.
    pub summary: [&'static str; 2],
    /// What the opposite change is called.
    pub mirror: Option<&'static str>,
}

impl Rule {
    /// How bad it is, unless `[diff]` says otherwise.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.direction {
            Weakened => Severity::Error,
            Undetermined => Severity::Warning,
            Strengthened | Neutral => Severity::Info,
        }
    }
}

/// Declares the list: code, direction, mirror, summaries.
macro_rules! rules {
    ($($code:literal $direction:ident $(<> $mirror:literal)?: $zh:literal, $en:literal;)+) => {
        &[$(Rule {
            code: $code,
            direction: $direction,
            summary: [$zh, $en],
            mirror: rules!(@ $($mirror)?),
        },)+]
    };
    (@) => { None };
    (@ $mirror:literal) => { Some($mirror) };
}

/// Every rule, in the order of the list that is printed.
pub static ALL: &[Rule] = rules! {
    "entry-removed" Weakened <> "entry-added":
        "事项删去了，没有说明去向（was）或者不纳入的理由（exclude）",
        "an entry is gone, and neither `was` nor `exclude` says why";
    "entry-added" Strengthened <> "entry-removed":
        "新增了事项", "an entry is new";
    "entry-excluded" Neutral:
        "事项不再纳入，写明了法定理由", "an entry is left out for a lawful reason";
    "entry-unreadable" Undetermined:
        "一方的文件没有读全，看不出事项是否还在",
        "one side could not be read whole; the entry may still be there";
    "entry-adrift" Undetermined:
        "事项是覆盖上一层的，上一层已没有这个编号",
        "an entry says only what differs, and the layer below has no entry of its id";
    "entry-renumbered" Neutral:
        "事项改了编号", "an entry has another id";
    "entry-renamed" Neutral:
        "事项改了名称", "an entry has another name";
    "entry-moved" Neutral:
        "事项移到了另一个类别", "an entry stands in another category";
    "entry-moved-domain" Neutral:
        "事项移到了另一个领域", "an entry stands in another domain";
    "entry-split" Neutral:
        "事项从另一个事项拆分出来", "an entry was split off another one";
    "entry-merged" Neutral:
        "事项并入了另一个事项", "an entry was merged into another one";
    "negative-added" Weakened <> "negative-removed":
        "负面清单增加了事项：公开的少了", "the list of what is not disclosed has one more entry";
    "negative-removed" Strengthened <> "negative-added":
        "负面清单去掉了事项：公开的多了", "the list of what is not disclosed has one entry less";
    "negative-content-added" Weakened <> "negative-content-dropped":
        "负面清单的事项范围扩大", "more is not disclosed";
    "negative-content-dropped" Strengthened <> "negative-content-added":
        "负面清单的事项范围缩小", "less is not disclosed";
    "deadline-laxer" Weakened <> "deadline-stricter":
        "公开时限放宽或不再写明", "the deadline is laxer, or no longer given";
    "deadline-stricter" Strengthened <> "deadline-laxer":
        "公开时限收紧或现在写明", "the deadline is stricter, or now given";
    "deadline-undetermined" Undetermined:
        "公开时限改了，但从文字判断不出宽严", "the deadline changed, and the words do not tell how";
    "deadline-reworded" Neutral:
        "公开时限换了写法，要求相同", "the deadline is worded otherwise and promises the same";
    "content-dropped" Weakened <> "content-added":
        "公开内容减少", "content is dropped";
    "content-added" Strengthened <> "content-dropped":
        "公开内容增加", "content is added";
    "content-reworded" Neutral:
        "公开内容换了写法", "content is worded otherwise";
    "channel-dropped" Weakened <> "channel-added":
        "公开渠道减少", "a channel is dropped";
    "channel-added" Strengthened <> "channel-dropped":
        "公开渠道增加", "a channel is added";
    "channel-reworded" Neutral:
        "公开渠道换了写法", "channels are worded otherwise";
    "method-weaker" Weakened <> "method-stronger":
        "主动公开改为依申请公开，或不再写明", "proactive disclosure becomes disclosure on request";
    "method-stronger" Strengthened <> "method-weaker":
        "依申请公开改为主动公开，或现在写明", "disclosure on request becomes proactive disclosure";
    "method-reworded" Neutral:
        "公开方式换了写法", "the method is worded otherwise";
    "audience-narrower" Weakened <> "audience-wider":
        "公开对象变窄", "fewer people are addressed";
    "audience-wider" Strengthened <> "audience-narrower":
        "公开对象变宽", "more people are addressed";
    "audience-undetermined" Undetermined:
        "公开对象换了群体，判断不出宽窄", "other people are addressed; not more, not fewer";
    "audience-reworded" Neutral:
        "公开对象换了写法", "the audience is worded otherwise";
    "level-dropped" Weakened <> "level-added":
        "公开层级减少", "a level of government is dropped";
    "level-added" Strengthened <> "level-dropped":
        "公开层级增加", "a level of government is added";
    "level-reworded" Neutral:
        "公开层级换了写法", "levels are worded otherwise";
    "basis-dropped" Weakened <> "basis-stated":
        "不再写明公开依据", "no legal basis is given any more";
    "basis-stated" Strengthened <> "basis-dropped":
        "现在写明公开依据", "a legal basis is now given";
    "basis-changed" Neutral:
        "公开依据换了文件", "other documents are cited";
    "basis-reworded" Neutral:
        "公开依据换了写法，文件相同", "the same documents are cited in other words";
    "owner-dropped" Weakened <> "owner-named":
        "不再写明公开主体", "no owner is named any more";
    "owner-named" Strengthened <> "owner-dropped":
        "现在写明公开主体", "an owner is now named";
    "owner-changed" Neutral:
        "公开主体换了", "another body is the owner";
    "stage-changed" Neutral:
        "五公开环节改了", "the stage changed";
    "link-changed" Neutral:
        "公开链接改了", "the link changed";
    "reason-changed" Neutral:
        "不予公开的理由改了", "the reason not to disclose changed";
    "explains-changed" Neutral:
        "解读的文件或事项改了", "what an entry explains changed";
    "covers-changed" Neutral:
        "负面清单条目涉及的公开事项改了", "the entries that a negative item covers changed";
    "disclosed-by-changed" Neutral:
        "公开一项职权或服务的事项改了", "the entries that disclose a power or service changed";
    "review-changed" Neutral:
        "核对程度改了", "how sure the text is changed";
    "agency-removed" Weakened <> "agency-added":
        "整个机关不见了", "an agency is gone";
    "agency-added" Strengthened <> "agency-removed":
        "新增了机关", "an agency is new";
    "agency-changed" Neutral:
        "机关的名称、代码、层级或上一层改了", "an agency's name, code, level or layer below changed";
    "layer-lost" Weakened <> "layer-gained":
        "上一层的事项不再继承", "entries of the layer below are no longer inherited";
    "layer-gained" Strengthened <> "layer-lost":
        "开始继承上一层的事项", "entries of the layer below are now inherited";
    "domain-dropped" Weakened <> "domain-resumed":
        "声明领域不适用而没有理由", "a domain is declared not applicable without a reason";
    "domain-resumed" Strengthened <> "domain-dropped":
        "领域重新适用", "a domain applies again";
    "domain-not-applicable" Neutral:
        "声明领域不适用，写明了理由", "a domain is declared not applicable, with a reason";
    "office-changed" Neutral:
        "机构或其对应的角色改了", "an office, or the roles that it fills, changed";
    "law-changed" Neutral:
        "依据库改了：文件的时效性、文号或替代关系", "the register of laws changed: status, number, successor";
    "term-changed" Neutral:
        "词表改了", "the vocabulary changed";
    "domain-changed" Neutral:
        "领域表改了", "the list of domains changed";
    "calendar-changed" Neutral:
        "放假安排改了", "days off or make-up working days changed";
};

/// Finds a rule by its name.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code)
}

/// A rule that this crate names.
///
/// # Panics
/// When there is none of that name.
#[must_use]
pub(super) fn named(code: &str) -> &'static Rule {
    // The names in this room are literals; `tests/it` runs through all of them.
    find(code).unwrap_or(&ALL[0])
}

/// The rule for a field that changed.
#[must_use]
pub fn of_field(field: Field, direction: Direction) -> &'static Rule {
    named(match (field, direction) {
        (Field::Deadline, Weakened) => "deadline-laxer",
        (Field::Deadline, Strengthened) => "deadline-stricter",
        (Field::Deadline, Undetermined) => "deadline-undetermined",
        (Field::Deadline, Neutral) => "deadline-reworded",
        (Field::Content, Weakened) => "content-dropped",
        (Field::Content, Strengthened) => "content-added",
        (Field::Content, _) => "content-reworded",
        (Field::Channel, Weakened) => "channel-dropped",
        (Field::Channel, Strengthened) => "channel-added",
        (Field::Channel, _) => "channel-reworded",
        (Field::Method, Weakened) => "method-weaker",
        (Field::Method, Strengthened) => "method-stronger",
        (Field::Method, _) => "method-reworded",
        (Field::Audience, Weakened) => "audience-narrower",
        (Field::Audience, Strengthened) => "audience-wider",
        (Field::Audience, Undetermined) => "audience-undetermined",
        (Field::Audience, Neutral) => "audience-reworded",
        (Field::Level, Weakened) => "level-dropped",
        (Field::Level, Strengthened) => "level-added",
        (Field::Level, _) => "level-reworded",
        (Field::Basis, Weakened) => "basis-dropped",
        (Field::Basis, Strengthened) => "basis-stated",
        (Field::Basis, _) => "basis-changed",
        (Field::Owner, Weakened) => "owner-dropped",
        (Field::Owner, Strengthened) => "owner-named",
        (Field::Owner, _) => "owner-changed",
        (Field::Category, _) => "entry-moved",
        (Field::Name, _) => "entry-renamed",
        (Field::Stage, _) => "stage-changed",
        (Field::Link, _) => "link-changed",
        (Field::Reason, _) => "reason-changed",
        (Field::Explains, _) => "explains-changed",
        (Field::Covers, _) => "covers-changed",
        (Field::DisclosedBy, _) => "disclosed-by-changed",
        (Field::Review | Field::Reconstructed, _) => "review-changed",
    })
}
