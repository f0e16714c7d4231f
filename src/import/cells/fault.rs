//! Cells that have no value to be read: a formula that failed, or one whose result the file does not hold.
use crate::diagnostic::{Message, message};

/// What a spreadsheet shows where a formula fails.
const ERRORS: &[&str] = &[
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#BUSY!",
    "#FIELD!",
];

/// Why a cell has no value; nothing where it has one.
#[must_use]
pub fn of(text: &str) -> Option<Message> {
    let bare = text.trim();
    let is_code = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_digit());
    if ERRORS.contains(&bare) || bare.strip_prefix("Err:").is_some_and(is_code) {
        return Some(message!(
            "公式出错（{bare}），没有读到内容；在原表里改好公式，或者填上文字，再导入",
            "a formula failed ({bare}), there is nothing to read; mend it in the table or fill in the text, and import again"
        ));
    }
    let is_formula = bare.strip_prefix('=').is_some_and(|it| !it.starts_with('='));
    (is_formula && bare.len() > 1 || bare == "=").then(|| {
        message!(
            "这是公式，文件里没有它的结果；用 Excel 或 WPS 打开，保存一次，再导入",
            "this is a formula, and the file does not hold its result; open it in Excel or WPS, save it, and import again"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn what_has_no_value() {
        for text in ["#N/A", "#REF!", "Err:502", "=A1+1", "=", " =ROW()-2"] {
            assert!(of(text).is_some(), "{text}");
        }
        for text in ["", "#1", "县民政局", "a=b", "==", "Err:x", "＝"] {
            assert!(of(text).is_none(), "{text}");
        }
    }
}
