//! See [`RULE`].
use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Message, Severity, message},
    model::{Text, field::Field, vague, wording},
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
        check: Check::Text(Marks::ANY, placeholder_basis),
    }
}

fn placeholder_basis(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    if field != Field::Basis {
        return;
    }
    let value: &str = &text.value;
    let (span, what) = if let Some(signs) = wording::fill_in(value) {
        (text.part(signs), unfilled(value))
    } else if wording::is_nothing(value) || vague::has_empty_title(value) {
        (text.span, unfilled(value))
    } else if vague::is_vague(value) && !wording::is_ditto(value) {
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
