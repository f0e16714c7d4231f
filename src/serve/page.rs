//! What the preview adds to a page: what is wrong, and the ear for news.
use std::fmt::Write as _;

use crate::{diagnostic::Lang, serve::request::OWN};

/// Something that is wrong with the catalogs or the templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `file:line:column`; `None` where it has no place.
    pub place: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// The end of a page: the problems, and a script that loads the page again when something is newer.
pub(super) fn panel(problems: &[Problem], version: u64, lang: Lang) -> String {
    let mut out = String::new();
    if !problems.is_empty() {
        let count = problems.len();
        let (label, title) = match lang {
            Lang::Zh => {
                ("预览：有错误", format!("有 {count} 处错误，页面还是上一次没有错误时的样子"))
            }
            Lang::En => (
                "preview: errors",
                format!("{count} to mend; the page is that of the last good site"),
            ),
        };
        // It sticks to the window's lower edge and has room of its own below the page: folded or not,
        // it hides nothing for good.
        let _ = write!(
            out,
            "<div id=\"govcat-problems\" role=\"alert\" aria-label=\"{label}\" style=\"position:sticky;bottom:0;max-height:50vh;overflow:auto;z-index:99;padding:.75rem 1.25rem;background:#fff4f2;color:#5c0a00;border-top:4px solid #b3261e;font-size:1rem;line-height:1.5\" tabindex=\"0\"><details open><summary><strong>{title}</strong></summary>{}</details></div>",
            list(problems)
        );
    }
    let _ = writeln!(
        out,
        "<script>new EventSource(\"/{OWN}?since={version}\").addEventListener(\"reload\",()=>location.reload())</script>"
    );
    out
}

/// A page of nothing but the problems, while no site has been whole.
pub(super) fn alone(problems: &[Problem], version: u64, lang: Lang) -> String {
    let (tag, title) = match lang {
        Lang::Zh => ("zh-CN", "还没有可以预览的网站"),
        Lang::En => ("en", "There is no site to preview yet"),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title></head><body style=\"margin:2rem;font:1rem/1.5 system-ui,sans-serif\"><main><h1>{title}</h1>{}</main>{}</body></html>\n",
        list(problems),
        panel(&[], version, lang)
    )
}

fn list(problems: &[Problem]) -> String {
    let mut out = String::from("<ul>");
    for Problem { place, message, help } in problems {
        out.push_str("<li style=\"margin:.5rem 0\">");
        if let Some(place) = place {
            let _ = write!(out, "<code>{}</code> ", escaped(place));
        }
        out.push_str(&escaped(message));
        if let Some(help) = help {
            let _ = write!(out, "<br><small>{}</small>", escaped(help));
        }
        out.push_str("</li>");
    }
    out + "</ul>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
