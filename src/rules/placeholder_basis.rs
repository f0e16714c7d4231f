//! See [`RULE`].
use crate::{
    check::{Check, Findings, marks::Marks, rule},
    diagnostic::{Message, Severity, message},
    model::{Text, field::Field, vague, wording},
    span::Span,
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
        checks: [Check::Text(Marks::ANY, names_nothing), Check::Text(Marks::SIGN, has_signs)],
    }
}

fn names_nothing(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    let value: &str = &text.value;
    if field != Field::Basis || wording::is_ditto(value) {
        return;
    }
    let what = if wording::is_nothing(value) || vague::has_empty_title(value) {
        unfilled(value)
    } else if vague::is_vague(value) {
        message!("“{value}”没有指明是哪份文件", "`{value}` names no law and no document")
    } else {
        return;
    };
    report(text, text.span, what, findings);
}

fn has_signs(text: &Text<'_>, field: Field, findings: &mut Findings<'_>) {
    if field != Field::Basis || wording::is_nothing(&text.value) {
        return;
    }
    if let Some(signs) = wording::fill_in(&text.value) {
        report(text, text.part(signs), unfilled(&text.value), findings);
    }
}

fn report(text: &Text<'_>, span: Span, what: Message, findings: &mut Findings<'_>) {
    findings.push(
        findings
            .at(span, what)
            .with_help(message!(
                "写明全称和文号，例如《中华人民共和国政府信息公开条例》（国务院令第711号）",
                "give title and number, as in 《中华人民共和国政府信息公开条例》（国务院令第711号）"
            ))
            .about(&text.value),
    );
}

fn unfilled(value: &str) -> Message {
    message!("公开依据“{value}”没有填写", "the basis `{value}` was not filled in")
}
