//! Trees to typed files. The only place that knows what the keys mean.
//!
//! Codes found here, besides the decoder's: `future-version`, `unknown-kind`.
pub mod agency;
pub mod catalog;
pub mod ledger;
pub mod registries;

use crate::{
    diagnostic::{Diagnostic, message},
    model::decode::{Decoder, Record},
    span::Spanned,
};

/// The version of the format that this govcat reads.
pub const FORMAT_VERSION: u32 = 1;

/// Checks `govcat: 1`.
fn check_version(record: &Record<'_, '_>, key: impl Into<usize>, decoder: &mut Decoder) {
    let Some(Spanned { value: found, span }) = record.number(key, decoder) else { return };
    if found == FORMAT_VERSION {
        return;
    }
    let what = if found > FORMAT_VERSION {
        message!(
            "文件用的是格式版本 {found}，这个 govcat 只懂版本 {FORMAT_VERSION}",
            "the file is in version {found} of the format; this govcat reads version {FORMAT_VERSION}"
        )
    } else {
        message!("没有格式版本 {found}", "there is no version {found} of the format")
    };
    decoder.diagnostics.push(
        Diagnostic::new("future-version", span, what)
            .with_help(message!(
                "升级 govcat；如果是笔误，写成 govcat: {FORMAT_VERSION}",
                "upgrade govcat; if it is a slip, write `govcat: {FORMAT_VERSION}`"
            ))
            .in_field("govcat"),
    );
}
