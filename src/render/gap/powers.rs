//! The powers and services that no entry discloses, as a sheet of the workbook.
use crate::render::{
    book::{BookSheet, Cell},
    gap::{
        Telling,
        tables::{column, pick},
    },
};

/// The powers and services that no entry discloses; `None` where there are none.
pub(super) fn sheet(telling: &Telling<'_, '_>) -> Option<BookSheet> {
    let columns = vec![
        column(telling, ("机关", "agency"), 20),
        column(telling, ("编号", "id"), 14),
        column(telling, ("职权或服务", "power or service"), 34),
        column(telling, ("行使主体", "owner"), 28),
        column(telling, ("出处", "at"), 34),
    ];
    let mut rows = Vec::new();
    for agency in &telling.report.agencies {
        for power in &agency.undisclosed {
            rows.push(vec![
                Cell::text(telling.agency(agency.agency)),
                Cell::text(&power.id),
                Cell::text(&power.name),
                Cell::Text(power.owners.join("、")),
                Cell::text(telling.line(power.at)),
            ]);
        }
    }
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
