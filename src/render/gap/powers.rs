//! The powers and services that no entry discloses, as a sheet of the workbook and as rows of the
//! table of entries.
use std::borrow::Cow;

use crate::{
    gap::{AgencyGap, ExtraEntry},
    render::{
        book::{BookSheet, Cell},
        gap::{
            Telling,
            tables::{column, pick},
            words,
        },
    },
};

/// Those of an agency, as lines of the table of entries.
pub(super) fn lines<'a>(
    telling: &'a Telling<'_, '_>,
    agency: &'a AgencyGap<'_>,
) -> impl Iterator<Item = Vec<Cow<'static, str>>> + 'a {
    let word = |words| pick(telling.lang, words).to_owned();
    agency.undisclosed.iter().map(move |power| {
        let (file, line) = telling.place(power.at);
        let cells = [
            telling.key(agency.agency).to_owned(),
            String::new(),
            power.id.clone(),
            power.name.clone(),
            word(("没有公开事项", "undisclosed")),
            words::field("disclosed_by", telling.lang),
            String::new(),
            String::new(),
            word((
                "没有哪个公开事项公开这项职权或服务，不计分",
                "no entry discloses this power or service; it does not count",
            )),
            power.owners.join("、"),
            file.to_owned(),
            line.to_string(),
        ];
        cells.into_iter().map(Cow::Owned).collect()
    })
}

/// The powers and services of an agency that no entry discloses.
pub(super) fn rows(telling: &Telling<'_, '_>, agency: &AgencyGap<'_>) -> Vec<Vec<Cell>> {
    let row = |power: &ExtraEntry| {
        vec![
            Cell::text(telling.agency(agency.agency)),
            Cell::text(&power.id),
            Cell::text(&power.name),
            Cell::Text(power.owners.join("、")),
            Cell::text(telling.line(power.at)),
        ]
    };
    agency.undisclosed.iter().map(row).collect()
}

/// The sheet of these rows; `None` where there are none.
pub(super) fn sheet(telling: &Telling<'_, '_>, rows: Vec<Vec<Cell>>) -> Option<BookSheet> {
    let columns = vec![
        column(telling, ("机关", "agency"), 20),
        column(telling, ("编号", "id"), 14),
        column(telling, ("职权或服务", "power or service"), 34),
        column(telling, ("行使主体", "owner"), 28),
        column(telling, ("出处", "at"), 34),
    ];
    let title = ("没有公开事项的职权和服务，不计分", "Powers and services that no entry discloses");
    (!rows.is_empty()).then(|| BookSheet {
        name: pick(telling.lang, ("职权和服务", "powers")).to_owned(),
        title: pick(telling.lang, title).to_owned(),
        notes: Vec::new(),
        columns,
        rows,
        frozen: 3,
    })
}
