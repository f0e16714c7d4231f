//! What lies over the cells of an .xlsx sheet: text boxes, and boxes that are ticked with the mouse.
use crate::import::{grid::Grid, read::relations::unescaped};

/// Adds the texts of a drawing's shapes to the cells that they are anchored at. One that reads like a title
/// stands above the table.
pub(super) fn shapes(grid: &mut Grid, xml: &str) {
    // Where a shape begins, and what stands behind that: the shape itself, up to the next one.
    let pieces: Vec<&str> = xml.split(":from>").skip(1).collect();
    for [from, shape] in pieces.as_chunks().0 {
        let number = |name: &str| inside(from, name)?.trim().parse::<u32>().ok();
        let place = (number("row"), number("col"));
        let lines = shape.split("</a:p>").map(|it| -> String {
            let runs = it.split("<a:t>").skip(1).filter_map(|it| it.split("</a:t>").next());
            runs.map(unescaped).collect()
        });
        let lines = lines.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        let (titles, others): (Vec<String>, Vec<String>) =
            lines.partition(|it| it.ends_with("目录") || it.ends_with("清单"));
        grid.above.extend(titles);
        if let ((Some(row), Some(column)), false) = (place, others.is_empty()) {
            grid.remark(row, column, &format!("文本框：{}", others.join("\n")));
        }
    }
}

/// Notes where boxes are that a program draws over the cells, and what they say.
pub(super) fn controls(grid: &mut Grid, xml: &str) {
    for shape in xml.split("<v:shape ").skip(1) {
        let kind = shape.split("ObjectType=\"").nth(1).and_then(|it| it.split('"').next());
        if !matches!(kind, Some("Checkbox" | "Radio" | "Drop" | "List" | "Edit")) {
            continue;
        }
        let anchor = inside(shape, "Anchor").unwrap_or("");
        let mut numbers = anchor.split(',').map(|it| it.trim().parse::<u32>().ok());
        let (Some(column), Some(row)) = (numbers.next().flatten(), numbers.nth(1).flatten()) else {
            continue;
        };
        let words: String = shape
            .split("</v:textbox>")
            .next()
            .and_then(|it| it.split("<v:textbox").nth(1))
            .into_iter()
            .flat_map(|it| it.split('>').skip(1).filter_map(|it| it.split('<').next()))
            .collect();
        let is_on = inside(shape, "Checked").is_some_and(|it| it.trim() == "1");
        let state = if is_on { "已勾选" } else { "未勾选" };
        grid.remark(row, column, &format!("控件（{state}）：{}", unescaped(words.trim())));
        grid.controls.push((row as usize, column as usize));
    }
}

/// What stands in the first element of a name, whatever its prefix.
fn inside<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, behind) = xml.split_once(&format!(":{name}>"))?;
    behind.split("</").next()
}

#[cfg(test)]
mod tests {
    use super::{Grid, controls, shapes};

    #[test]
    fn what_lies_over_cells() {
        let mut grid = Grid::sheet("表");
        let at = |row: u32, text: &str| {
            format!(
                "<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to><a:p><a:r><a:t>某县</a:t></a:r><a:r><a:t>目录</a:t></a:r></a:p><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:twoCellAnchor>"
            )
        };
        shapes(&mut grid, &format!("<xdr:wsDr>{}{}</xdr:wsDr>", at(4, "甲&amp;乙"), at(5, "丙")));
        controls(
            &mut grid,
            "<xml><v:shape id=\"a\"><v:textbox><div><font>政府网站</font></div></v:textbox><x:ClientData ObjectType=\"Checkbox\"><x:Anchor>7, 15, 4, 2, 7, 99, 5, 1</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape><v:shape id=\"b\"><x:ClientData ObjectType=\"Note\"><x:Anchor>1,1,1,1,1,1,1,1</x:Anchor></x:ClientData></v:shape></xml>",
        );
        let remarks: Vec<_> = grid.remarks().collect();
        let want = [
            ((4, 3), "文本框：甲&乙"),
            ((4, 7), "控件（已勾选）：政府网站"),
            ((5, 3), "文本框：丙"),
        ];
        assert_eq!(remarks, want);
        assert_eq!((grid.above.len(), grid.controls.as_slice()), (2, [(4, 7)].as_slice()));
    }
}
