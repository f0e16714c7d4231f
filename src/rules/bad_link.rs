//! See [`RULE`].
use crate::{
    check::{Check, Findings, Subject, rule},
    diagnostic::{Message, Severity, message},
    resolve::{AgencyId, Resolution},
};

rule! {
    /// ## 查什么
    /// 打不开的公开链接：不以 http:// 或 https:// 开头又不是站内路径的，带空格或全角标点的，指向本机、内网或者本地文件
    /// 的，以及 javascript: 之类会运行程序的。机关文件 `site` 里的网址也查。
    ///
    /// ## 为什么
    /// 链接要让群众点得开；内网地址和本地文件只有本单位能打开，javascript: 会在访问者的浏览器里运行。
    ///
    /// ## 怎么改
    /// 写完整的网址，例如 `https://www.example.gov.cn/zwgk/`；本站的页面可以写路径，例如 `/zwgk/index.html`。
    ///
    /// ## What it does
    /// Finds links that nobody can open: without `http://` or `https://` and no path either, with blanks
    /// or full-width punctuation, to this machine, an internal network or a local file, or with a scheme
    /// that runs code, such as `javascript:`. The addresses under `site` of `agency.yaml` are links too.
    ///
    /// ## Why it matters
    /// Citizens are to open the link; and a link that runs code runs it in their browsers.
    ///
    /// ## How to mend
    /// Write the whole address, as in `https://www.example.gov.cn/zwgk/`, or a path on the same site, as
    /// in `/zwgk/index.html`.
    ///
    /// ## Example
    /// ```yaml fail
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     link: javascript:alert(1)  #~ bad-link: "javascript:alert(1)"
    ///   - id: "20-002"
    ///     link: www.example.gov.cn/zwgk/  #~ bad-link: "www.example.gov.cn/zwgk/"
    ///   - id: "20-003"
    ///     link: http://192.168.1.8/zwgk/  #~ bad-link: "http://192.168.1.8/zwgk/"
    ///   - id: "20-004"
    ///     link: 见政府网站  #~ bad-link: "见政府网站"
    /// ```
    ///
    /// ```yaml fail
    /// --- catalogs/x/agency.yaml
    /// govcat: 1
    /// agency: x
    /// name: 某县
    /// site:
    ///   columns:
    ///     - name: 政府信息公开指南
    ///       link: 政府网站首页  #~ bad-link: "政府网站首页"
    ///   gazette: http://10.1.2.3/gazette/  #~ bad-link: "http://10.1.2.3/gazette/"
    /// ```
    ///
    /// ```yaml pass
    /// govcat: 1
    /// domain: social-assistance
    /// entries:
    ///   - id: "20-001"
    ///     link: https://www.example.gov.cn/zwgk/?id=1
    ///   - id: "20-002"
    ///     link: /zwgk/shjz/index.html
    /// ```
    {
        code: "bad-link",
        summary: ["公开链接打不开", "a link that nobody can open"],
        severity: Severity::Error,
        basis: "《政府信息公开条例》第二十四条",
        checks: [Check::Entry(bad_link), Check::Agency(bad_site_link)],
    }
}

/// The addresses in an `agency.yaml`: of columns, of new media, of the gazette.
fn bad_site_link(resolution: &Resolution<'_>, id: AgencyId, findings: &mut Findings<'_>) {
    let file = resolution.agency(id).file.as_ref();
    for link in file.and_then(|it| it.site.as_ref()).iter().flat_map(|it| it.links()) {
        if let Some((what, help)) = problem(&link.value) {
            findings.push(
                findings.at(link.span, what).with_help(help).in_field("link").about(&link.value),
            );
        }
    }
}

fn bad_link(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(link) = &subject.entry.link else { return };
    let Some((what, help)) = problem(&link.value) else { return };
    findings.push(findings.at(link.span, what).with_help(help).in_field("link").about(&link.value));
}

fn problem(link: &str) -> Option<(Message, Message)> {
    let whole = || {
        message!(
            "写完整的网址，例如 https://www.example.gov.cn/zwgk/",
            "write the whole address, as in `https://www.example.gov.cn/zwgk/`"
        )
    };
    if let Some(odd) = link.chars().find(|c| cannot_stand(*c)) {
        let odd = odd.escape_debug();
        return Some((
            message!("链接里不能有“{odd}”", "a link cannot have `{odd}` in it"),
            message!("从浏览器的地址栏重新复制", "copy it again from the browser"),
        ));
    }
    let end = link.find(['/', '?', '#']).unwrap_or(link.len());
    let Some((scheme, rest)) = link.split_once(':').filter(|(scheme, _)| scheme.len() < end) else {
        return (!is_path(link))
            .then(|| (message!("“{link}”不是网址", "`{link}` is no address"), whole()));
    };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Some((
            message!("“{scheme}:”链接不能公开", "a `{scheme}:` link cannot be published"),
            whole(),
        ));
    }
    let Some(address) = rest.strip_prefix("//") else {
        return Some((message!("网址不完整", "the address is not whole"), whole()));
    };
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some((
            message!("网址里有用户名或者密码", "the address has a user's name or password in it"),
            message!("删去“@”和它前面的内容", "delete what stands before `@`, and `@`"),
        ));
    }
    let host = authority.split(':').next().unwrap_or_default();
    if is_internal(host) {
        return Some((
            message!(
                "“{host}”是本机或者内网的地址，外面打不开",
                "`{host}` is this machine or an internal network"
            ),
            message!("换成互联网上的网址", "write the address on the internet"),
        ));
    }
    let is_whole = host.contains('.') && !host.starts_with('.') && !host.contains("..");
    (!is_whole)
        .then(|| (message!("网址“{link}”不完整", "the address `{link}` is not whole"), whole()))
}

/// What no address holds: blanks, controls, quotes, brackets of tags, full-width punctuation for ASCII.
fn cannot_stand(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '<' | '>' | '\\' | '{' | '}')
        || matches!(c, '，' | '。' | '；' | '：' | '、' | '“' | '”' | '／' | '．' | '？')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Whether this is a path on the same site, and not a word or the name of a host.
fn is_path(link: &str) -> bool {
    let first = link.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = first.starts_with("www.")
        || [".cn", ".com", ".net", ".org", ".gov"].iter().any(|end| first.ends_with(end));
    let is_page = link.contains(['/', '#', '?'])
        || [".html", ".htm", ".pdf"].iter().any(|it| link.ends_with(it));
    !link.starts_with("//") && !is_host && is_page
}

/// Whether a host is this machine, or in one of the networks that RFC 1918 keeps for internal use.
fn is_internal(host: &str) -> bool {
    let mut parts = host.split('.');
    let mut number = || parts.next().and_then(|it| it.parse::<u8>().ok());
    let (Some(first), Some(second), Some(_), Some(_)) = (number(), number(), number(), number())
    else {
        return host.eq_ignore_ascii_case("localhost");
    };
    matches!((first, second), (0 | 10 | 127, _) | (169, 254) | (172, 16..=31) | (192, 168))
}
