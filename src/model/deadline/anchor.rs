//! What a length of time runs from: 信息形成或者变更之日, 收到征地批准文件之日, 分配结果确定后.

mod approval;
mod verbs;

use crate::model::deadline::lexicon::{after_any, before_any, is_any};
use crate::model::deadline::{Anchor, Warning};

use approval::{approved, is_approval};
use verbs::{CHANGED, CONNECTORS, FORMED, back_verbs, ends_with_verb, front_verbs};

/// An anchor as read, and the noun in front of its verb, which may name a part of the content.
pub(in crate::model::deadline) struct Read<'a> {
    pub(in crate::model::deadline) anchor: Option<Anchor>,
    pub(in crate::model::deadline) subject: Option<&'a str>,
    pub(in crate::model::deadline) warning: Option<Warning>,
}

/// How the words of an event end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::model::deadline) enum Ending {
    /// 之日起, 起
    From,
    /// 后
    After,
    /// 时
    When,
    /// 前
    Before,
}

const SENT_ON: &[&str] =
    &["下发至本单位", "下达至本单位", "下发到本单位", "转发至本单位", "传达至本单位"];

const DECIDED: &[&str] = &["作出", "做出"];
const SANCTIONS: &[&str] =
    &["处罚", "许可", "强制", "处理", "裁决", "裁定", "认定", "确认", "征收", "决定", "决定书"];
const RECEIVED: &[&str] = &["收到", "接到", "接收到", "接收", "取得", "获得"];
const REQUESTED: &[&str] =
    &["申请", "申请书", "申请表", "申请材料", "申请件", "申请后", "书面申请"];
const ISSUED: &[&str] = &[
    "印发",
    "发布",
    "颁布",
    "颁发实施",
    "发文",
    "制发",
    "印制下发",
    "发布实施",
    "印发实施",
    "颁布实施",
];
const DOCUMENT_ISSUED: &[&str] = &["公布", "出台", "下发", "公开发布", "对外公布", "公开"];
const DOCUMENTS: &[&str] = &[
    "文件", "政策", "法规", "规章", "公文", "办法", "意见", "规划", "方案", "通知", "文", "措施",
    "信息",
];
const SANCTION_ENDS: &[&str] =
    &["处罚", "许可", "强制", "处罚决定书", "决定", "决定书", "裁决", "处理"];
/// Verbs that end an event even where no 之日起 or 后 says so.
const EVENT_VERBS: &[&str] = &[
    "确定",
    "签订",
    "签署",
    "签定",
    "结束",
    "完成",
    "完毕",
    "下达",
    "届满",
    "期满",
    "拨付",
    "到位",
    "成立",
    "竣工",
    "办结",
    "终了",
    "召开",
    "发生",
    "启动",
    "通过",
    "生效",
    "受理",
    "提交",
    "下发",
    "送达",
    "验收合格",
    "发放",
    "评定",
    "审定",
    "审核",
    "认定",
    "开工",
    "终止",
    "公布",
    "出台",
    "结案",
    "闭幕",
    "到账",
    "成交",
];
/// Nouns of deeds: in front of a bare number they may be the content or the event.
const DEEDS: &[&str] = &["公告", "公示", "备案", "验收", "登记", "听证", "评审", "会议"];
const AGENTS: &[&str] =
    &["机关", "部门", "政府", "单位", "局", "委员会", "机构", "人", "人大", "常委会", "代表大会"];

/// Takes the ending off the words of an event.
pub(in crate::model::deadline) fn ending(text: &str) -> Option<(&str, Ending)> {
    const FROM: &[&str] = &[
        "之日的次日起",
        "之日次日起",
        "的次日起",
        "次日起",
        "之日的第二日起",
        "之日第二天起",
        "的第二天起",
        "第二天起",
        "第二日起",
        "之日起算",
        "之日起的",
        "之日起计算",
        "之日起计",
        "之日起",
        "之日始",
        "之日开始",
        "之日",
        "日起",
        "之时起",
        "起算",
        "起的",
        "开始",
        "当日",
        "当天",
    ];
    if let Some(words) = before_any(text, FROM) {
        return Some((words, Ending::From));
    }
    if let Some(words) = before_any(text, &["之后", "以后", "后的", "后起", "后"]) {
        return Some((words, Ending::After));
    }
    if let Some(words) = text.strip_suffix('起') {
        return (!words.ends_with(['提', '发', '兴', '引', '一'])).then_some((words, Ending::From));
    }
    let words = before_any(text, &["之时", "的同时", "时候", "时"])?;
    (!words.ends_with([
        '及', '实', '即', '同', '临', '按', '适', '届', '小', '随', '工', '限', '定', '用',
    ]) || before_any(words, &["开工", "完工", "竣工", "动工", "复工"]).is_some()
        || after_any(text, &["及", "实", "即"]).is_none()
            && words.ends_with(['限', '定', '用'])
            && words.chars().count() > 2)
        .then_some((words, Ending::When))
}

/// Reads the words of an event that an ending (之日起, 后) marked as such.
pub(in crate::model::deadline) fn marked(words: &str) -> Read<'_> {
    let words = trimmed(words);
    if words.is_empty() || is_any(words, &["即", "之", "事项", "信息"]) {
        let warning =
            (!words.is_empty()).then(|| Warning::UnknownEvent { written: words.to_owned() });
        return Read { anchor: None, subject: None, warning };
    }
    if let Some(read) = known(words, true) {
        return read;
    }
    // 形或变更: a verb of 条例 is there, but what is joined to it is not one.
    let bare = words.trim_end_matches(['（', '）']);
    let suspicious = [FORMED, CHANGED].iter().any(|list| before_any(bare, list).is_some())
        || words.contains("形成") && words.contains('、')
        // 形成或者之日起: what was joined has fallen out.
        || before_any(bare, CONNECTORS).is_some();
    let warning = suspicious.then(|| Warning::UnknownEvent { written: words.to_owned() });
    Read { anchor: Some(Anchor::Event(words.to_owned())), subject: None, warning }
}

/// Reads words that stand right in front of a number (文件发布3日内); `None` where they name content, not an event.
pub(in crate::model::deadline) fn unmarked(words: &str) -> Option<Read<'_>> {
    let words = trimmed(words);
    if let Some(read) = known(words, false) {
        return Some(read);
    }
    let event = || Some(Anchor::Event(words.to_owned()));
    if before_any(words, EVENT_VERBS).is_some() {
        return Some(Read { anchor: event(), subject: None, warning: None });
    }
    if let Some(sure) = led(words) {
        let warning = (!sure).then(|| Warning::UnknownEvent { written: words.to_owned() });
        return Some(Read { anchor: event(), subject: None, warning });
    }
    let deed = before_any(words, DEEDS).is_some();
    deed.then(|| Read {
        anchor: event(),
        subject: None,
        warning: Some(Warning::UnknownEvent { written: words.to_owned() }),
    })
}

/// Whether a verb leads its object (收到评标报告, 确定中标人), and whether that can only be an event. An object that tells of
/// the deed (签订情况, 确定标准) makes content of it.
fn led(words: &str) -> Option<bool> {
    const SIGNED: &[&str] = &["签订", "签署", "签定"];
    const HANDED: &[&str] = &["下达", "拨付", "提交", "作出", "发出"];
    const DONE: &[&str] = &["确定", "受理", "召开", "举行", "取得", "获得"];
    const TOLD: &[&str] = &[
        "情况", "结果", "流程", "条件", "指南", "标准", "依据", "范围", "方式", "程序", "时间",
        "时限", "期限", "内容", "事项", "渠道", "机构", "部门", "方法", "要求",
    ];
    const NAMED: &[&str] = &[
        "名单", "清单", "信息", "公示", "公告", "材料", "文件", "意见", "方案", "计划", "总结",
        "报告", "表", "书", "量",
    ];
    let object = |verbs| after_any(words, verbs).filter(|object: &&str| !object.is_empty());
    if object(&RECEIVED[..4]).is_some() {
        return Some(true);
    }
    let told = before_any(words, TOLD).is_some();
    if object(SIGNED).is_some() {
        return (!told).then_some(true);
    }
    let named = object(HANDED).is_none() && before_any(words, NAMED).is_some();
    (!told && !named && (object(HANDED).is_some() || object(DONE).is_some())).then_some(false)
}

/// The anchors that have a name; `nominal` admits 决定 without a verb, which only an ending makes an event.
fn known(words: &str, nominal: bool) -> Option<Read<'_>> {
    let named =
        |anchor: Anchor, subject| Some(Read { anchor: Some(anchor), subject, warning: None });
    if let Some(subject) = decision(words, nominal) {
        return named(Anchor::Decision, (!subject.is_empty()).then_some(subject));
    }
    if is_approval(words) {
        return named(Anchor::Approval, approved(words));
    }
    if is_application(words) {
        return named(Anchor::Application, None);
    }
    if is_issue(words) {
        return named(Anchor::Issued, None);
    }
    let words = before_any(words, SENT_ON).unwrap_or(words);
    let (verbs, subject) = back_verbs(words).or_else(|| {
        // 制定或获取信息: what follows the verbs is their object.
        let (verbs, object) = front_verbs(words)?;
        (!object_is_event(object)).then_some((verbs, ""))
    })?;
    named(verbs.anchor()?, (!subject.is_empty()).then_some(subject))
}

/// 制定方案印发: the object of a leading verb that has a verb of its own is another event.
fn object_is_event(object: &str) -> bool {
    before_any(object, EVENT_VERBS).is_some()
        || before_any(object, ISSUED).is_some()
        || object.contains(['前', '起'])
        || object.contains("之日") && before_any(object, &["之日"]).is_none()
}

/// 作出…决定, …决定作出, …决定: the noun in front of it where it names the content, else empty.
fn decision(words: &str, nominal: bool) -> Option<&str> {
    // Who decides is not what becomes public.
    let content = |text| if before_any(text, AGENTS).is_none() { text } else { "" };
    for verb in DECIDED {
        if let Some(at) = words.find(verb) {
            let (before, after) = (&words[..at], &words[at + verb.len()..]);
            if after.is_empty() || is_any(after, &["之日", "决定", "后"]) {
                let alone = before.is_empty() || is_any(before, &["决定", "依法", "该决定"]);
                return (alone || before_any(before, SANCTION_ENDS).is_some())
                    .then(|| if alone { "" } else { content(before) });
            }
            let end = before_any(after, &["的决定", "决定书", "决定"]).is_some()
                || before_any(after, SANCTIONS).is_some();
            return end.then(|| content(before));
        }
    }
    let decided = before_any(words, &["决定书形成", "决定形成", "决定产生"]);
    if decided.is_some() {
        return before_any(words, &["形成", "产生"])
            .map(|text| if text == "决定" { "" } else { content(text) });
    }
    let bare = before_any(words, &["决定", "决定书"])?;
    (nominal && after_any(words, RECEIVED).is_none())
        .then(|| if bare.is_empty() { "" } else { content(words) })
}

fn is_application(words: &str) -> bool {
    let object = after_any(words, RECEIVED).or_else(|| after_any(words, &["提出", "提交"]));
    let asked = before_any(words, REQUESTED).is_some();
    asked
        && (object.is_some()
            || words.contains("提交")
            || words.contains("提出")
            || words.contains("收到"))
        && !words.contains("受理")
        || is_any(words, &["申请", "提出申请", "申请人提出", "申请提出"])
}

fn is_issue(words: &str) -> bool {
    if after_any(words, &["印发", "颁布", "发布"])
        .is_some_and(|object| !object.is_empty() && before_any(object, DOCUMENTS).is_some())
    {
        return true;
    }
    if before_any(words, ISSUED)
        .is_some_and(|before| is_whole(before, ISSUED) && !ends_with_verb(before))
    {
        return true;
    }
    before_any(words, DOCUMENT_ISSUED).is_some_and(|object| {
        let object = before_any(object, &["正式", "对外", "公开", "向社会"]).unwrap_or(object);
        object.is_empty() || before_any(object, DOCUMENTS).is_some()
    })
}

/// 形成、发布: a verb that another is joined to counts only where both are of one kind.
fn is_whole(before: &str, kind: &[&str]) -> bool {
    before_any(before, CONNECTORS).is_none_or(|other| before_any(other, kind).is_some())
}

/// 如有变更, 信息发生变化的: the change that a promise to renew waits for.
pub(in crate::model::deadline) fn is_contingency(words: &str) -> bool {
    let words = before_any(words, &["的情况", "情况", "的", "时", "后"]).unwrap_or(words);
    let mut rest = words;
    while let Some(less) = after_any(
        rest,
        &["信息", "内容", "相关", "如", "若", "发生", "遇", "一旦", "有", "出现", "事项", "公开"],
    ) {
        rest = less;
    }
    rest.len() < words.len()
        && before_any(rest, CHANGED).is_some_and(str::is_empty)
        && !words.starts_with("信息变")
        && !words.starts_with("信息更")
}

/// Takes off what says nothing about the event.
fn trimmed(words: &str) -> &str {
    let words = after_any(words, &["该", "其", "在", "自"])
        .filter(|rest| !words.starts_with('其') || !rest.starts_with(['他', '它', '余', '中']))
        .unwrap_or(words);
    let words = words.trim_start_matches(['，', '、', '：']);
    before_any(words, &["的", "之", "，"]).unwrap_or(words)
}
