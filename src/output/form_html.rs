//! Official forms to a page of HTML that stands alone: to be opened, printed, or copied into Word.
use std::fmt::Write as _;

use crate::{
    output::xml::escaped,
    render::official::{Cell, Column, Form},
};

const STYLE: &str = "@page{size:A4 landscape;margin:10mm}body{font:12px/1.5 SimSun,serif}h1{font-size:20px;text-align:center}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:2px 4px;vertical-align:middle;overflow-wrap:anywhere}\
td{white-space:pre-line}.c{text-align:center}thead{display:table-header-group}tr{break-inside:avoid}section+section{break-before:page}";

/// A page of forms.
#[must_use]
pub fn page(title: &str, forms: &[&Form]) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(title)
    );
    for form in forms {
        let _ = write!(out, "<section>\n<h1>{}</h1>\n", escaped(&form.title));
        for note in &form.notes {
            let _ = writeln!(out, "<p>{}</p>", escaped(note));
        }
        out += "<table>\n<thead>\n";
        headings(&mut out, &form.columns);
        out += "</thead>\n<tbody>\n";
        for row in &form.rows {
            out += "<tr>";
            for (column, cell) in form.columns.iter().zip(row) {
                data(&mut out, column, cell);
            }
            out += "</tr>\n";
        }
        out += "</tbody>\n</table>\n</section>\n";
    }
    out + "</body>\n</html>\n"
}

fn headings(out: &mut String, columns: &[Column]) {
    out.push_str("<tr>");
    for group in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let heading = match group[0].group {
            Some(heading) => format!("<th colspan=\"{}\">{}", group.len(), escaped(heading)),
            None => format!("<th rowspan=\"2\">{}", escaped(&group[0].heading)),
        };
        *out += &heading;
        out.push_str("</th>");
    }
    out.push_str("</tr>\n<tr>");
    for column in columns.iter().filter(|it| it.group.is_some()) {
        let _ = write!(out, "<th>{}</th>", escaped(&column.heading));
    }
    out.push_str("</tr>\n");
}

fn data(out: &mut String, column: &Column, cell: &Cell) {
    let class = if column.is_centred { " class=\"c\"" } else { "" };
    let rows = match cell {
        Cell::Covered => return,
        Cell::Merged(_, rows) => format!(" rowspan=\"{rows}\""),
        _ => String::new(),
    };
    let _ = write!(out, "<td{class}{rows}>{}</td>", escaped(&cell.text()).replace('\n', "<br>"));
}
