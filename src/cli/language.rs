//! Which language to speak: `--lang`, else `govcat.toml`, else the locale.
use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use crate::{diagnostic::Lang, source::Workspace};

/// The language to speak before the arguments are understood: help and mistakes in the arguments
/// are printed in it.
pub(crate) fn of_arguments(args: &[OsString]) -> Lang {
    let named = option(args, "--lang");
    let lang = Lang::ALL.into_iter().find(|it| named.as_deref() == Some(OsStr::new(it.name())));
    lang.unwrap_or_else(|| {
        let named = option(args, "--workspace").map(PathBuf::from);
        let root = named.or_else(|| Workspace::find(Path::new(".")).ok());
        root.and_then(|it| of_workspace(&it)).unwrap_or_else(of_locale)
    })
}

/// The language that a workspace asks for.
fn of_workspace(root: &Path) -> Option<Lang> {
    Workspace::settings(root).ok()?.workspace.language
}

/// The language of the locale. POSIX: the first of these that is set and not empty counts.
pub(crate) fn of_locale() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(env::var_os)
        .find(|it| !it.is_empty());
    let is_chinese = locale.is_some_and(|it| it.to_string_lossy().starts_with("zh"));
    if is_chinese { Lang::Zh } else { Lang::En }
}

/// The value of an option, found without understanding the rest.
fn option(args: &[OsString], name: &str) -> Option<OsString> {
    let mut args = args.iter().skip(1).take_while(|it| *it != "--");
    while let Some(arg) = args.next() {
        if arg == name {
            return args.next().cloned();
        }
        let value = arg.to_str().and_then(|it| it.strip_prefix(name)?.strip_prefix('='));
        if let Some(value) = value {
            return Some(value.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::option;

    #[test]
    fn options_are_found_in_both_spellings() {
        let args = |words: &[&str]| words.iter().map(Into::into).collect::<Vec<_>>();
        assert_eq!(option(&args(&["govcat", "x", "--lang", "zh"]), "--lang"), Some("zh".into()));
        assert_eq!(option(&args(&["govcat", "--lang=en", "x"]), "--lang"), Some("en".into()));
        assert_eq!(option(&args(&["govcat", "--", "--lang=en"]), "--lang"), None);
        assert_eq!(option(&args(&["--lang", "--lang"]), "--lang"), None);
    }
}
