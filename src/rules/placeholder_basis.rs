//! See [`RULE`].
use crate::{
    check::{Check, Findings, rule},
    diagnostic::{Message, Severity, message},
    model::{Text, field::Field, wording},
};

rule! {
    /// ## 查什么
    /// 没有指明是哪部法规、哪份文件的公开依据：“信息公开规定”“相关法律法规”“有关文件”“按规定”“无”“/”，
    /// 以及留着“XX省”“××市”“《…》”的。
    ///
    /// ## 为什么
    /// 公开依据是八个要素之一，要让人能够查到原文；“有关规定”查不到。
    ///
    /// ## 怎么改
    /// 写明全称和文号，例如《中华人民共和国政府信息公开条例》（国务院令第711号）；没有专门依据的，引用该条例。
    ///
    /// ## What it does
    /// Finds a basis that names no law and no document: `信息公开规定`, `相关法律法规`, `按规定`, `/`; or
    /// that still has `XX` where a name should be.
    ///
    /// ## Why it matters
    /// The basis is one of the eight elements: people must be able to look it up.
    ///
    /// ## How to mend
    /// Give the full title and number; where there is no special law, cite the Regulation on Open
    /// Government Information.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis:
    ///       - 《社会救助暂行办法》（国务院令第649号）
    ///       - 信息公开规定  #~ placeholder-basis: "信息公开规定"
    ///       - 国家有关法律、法规和政策文件  #~ placeholder-basis: "国家有关法律、法规和政策文件"
    ///       - 《XX省政府信息公开办法》  #~ placeholder-basis: "XX"
    ///       - "/"  #~ placeholder-basis: "\"/\""
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     basis:
    ///       - 《中华人民共和国政府信息公开条例》（国务院令第711号）
    ///       - 中华人民共和国土地管理法
    ///       - 国务院关于…的意见（国发〔2016〕1号）
    ///       - 镇级限额以下政府投资工程建设项目发包工作指引
    /// ```
    {
        code: "placeholder-basis",
        summary: ["公开依据没有指明文件", "a basis names no law and no document"],
        severity: Severity::Error,
        basis: "国办发〔2019〕54号",
        check: Check::Text(placeholder_basis),
    }
}

fn placeholder_basis(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    if field != Field::Basis {
        return;
    }
    let value: &str = &text.value;
    let (span, what) = if let Some(signs) = wording::fill_in(value) {
        (text.part(signs), unfilled(value))
    } else if wording::is_nothing(value) || has_empty_title(value) {
        (text.span, unfilled(value))
    } else if is_vague(value) && !wording::is_ditto(value) {
        (
            text.span,
            message!("“{value}”没有指明是哪份文件", "`{value}` names no law and no document"),
        )
    } else {
        return;
    };
    findings.push(
        findings
            .at(span, what)
            .with_help(message!(
                "写明全称和文号，例如《中华人民共和国政府信息公开条例》（国务院令第711号）",
                "give title and number, as in 《中华人民共和国政府信息公开条例》（国务院令第711号）"
            ))
            .about(value),
    );
}

fn unfilled(value: &str) -> Message {
    message!("公开依据“{value}”没有填写", "the basis `{value}` was not filled in")
}

/// `《》` or `《……》`, without a number by which the document could be found.
fn has_empty_title(value: &str) -> bool {
    let mut titles = value.split('《').skip(1).filter_map(|rest| rest.split_once('》')).peekable();
    titles.peek().is_some()
        && titles.all(|(title, _)| !title.contains(char::is_alphanumeric))
        && !value.contains('号')
}

/// Words that name nothing in particular. A basis made of them alone could be any.
const VAGUE: &[&str] = &[
    // whose
    "国家", "我国", "中华人民共和国", "中央", "全国", "国务院", "地方", "地方性", "本地", "当地", "各地", "各地区", "各级", "各省", "各市", "各县", "各",
    "省级", "市级", "县级", "乡级", "镇级", "村级", "省", "市", "区", "县", "乡镇", "乡", "镇", "街道", "本级", "本省", "本市",
    "本县", "本区", "本单位", "本部门", "本机关", "本系统", "我省", "我市", "我县", "我区", "上级", "上级部门", "政府", "党委",
    "人民政府", "部门", "单位", "机关", "行业", "行政", "主管部门", "内部",
    // which
    "相关", "有关", "相应", "现行", "配套", "其他", "其它", "具体", "法定", "所有", "各项", "各类", "该项", "上述", "以上", "等",
    "最新", "年度", "实际", "规范性", "政策性",
    // joints
    "和", "与", "及", "以及", "或", "或者", "的", "之", "按", "按照", "根据", "依据", "依照", "依", "据", "参照", "执行", "办理",
    // what
    "法律", "法规", "规章", "规定", "文件", "政策", "制度", "办法", "通知", "要求", "精神", "标准", "规范", "意见", "情况",
    "工作", "需要", "惯例", "职责", "职能", "职权", "权限", "依法", "红头文件", "政府文件", "法律法规", "相关条例",
    "有关条例", "法规条例", "规范性文件", "会议", "会议精神", "领导", "批示", "指示",
    // about what
    "信息", "公开", "信息公开", "政府信息", "政府信息公开", "政务", "政务信息", "政务公开", "事项", "业务",
];

/// No name is as short as this, nor a vague phrase longer.
const LONGEST_VAGUE: usize = 90;

/// Whether a basis is made of vague words alone, in whatever brackets.
fn is_vague(value: &str) -> bool {
    if value.len() > LONGEST_VAGUE {
        return false;
    }
    let mut rest = value.trim_start_matches(is_joint);
    while let Some(first) = rest.as_bytes().first_chunk::<3>() {
        let alike = VAGUE.iter().filter(|word| word.as_bytes().first_chunk() == Some(first));
        let word = alike.filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        let Some(word) = word else { return false };
        rest = rest[word.len()..].trim_start_matches(is_joint);
    }
    if !rest.is_empty() {
        return false;
    }
    // A title in 《》 that speaks of disclosure may be that of a local rule, all but this one.
    !value.contains('《') || !value.contains("公开") || value.contains("《信息公开规定》")
}

fn is_joint(c: char) -> bool {
    !wording::is_han(c) && !c.is_alphanumeric()
}
