//! What a file is for, told from its path alone.

/// What a file is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// `govcat.toml`
    #[default]
    Config,
    /// `catalogs/domains.yaml`
    Domains,
    /// `catalogs/vocabulary.yaml`
    Vocabulary,
    /// `catalogs/basis.yaml`
    Basis,
    /// `catalogs/calendar.yaml`
    Calendar,
    /// `catalogs/<agency>/agency.yaml`
    Agency(String),
    /// `catalogs/<agency>/*.yaml`
    Catalog(String),
    /// `catalogs/<agency>/ledger/*.csv`
    Ledger(String),
    /// A YAML file, or a ledger, where none is looked for.
    Stray,
}

impl Role {
    /// The agency whose folder holds the file.
    #[must_use]
    pub fn agency(&self) -> Option<&str> {
        match self {
            Self::Agency(name) | Self::Catalog(name) | Self::Ledger(name) => Some(name),
            _ => None,
        }
    }
}

/// The registries that ship with govcat, used where a workspace has none of its own.
/// They are read from paths that no file can have.
pub(crate) const BUILT_IN: &[(Role, &str, &str)] = &[
    (Role::Domains, "<built-in>/domains.yaml", include_str!("../../catalogs/domains.yaml")),
    (
        Role::Vocabulary,
        "<built-in>/vocabulary.yaml",
        include_str!("../../catalogs/vocabulary.yaml"),
    ),
    (Role::Basis, "<built-in>/basis.yaml", include_str!("../../catalogs/basis.yaml")),
    (Role::Calendar, "<built-in>/calendar.yaml", include_str!("../../catalogs/calendar.yaml")),
];

/// The name of a registry's file; `None` for what is no registry.
pub(super) fn registry(role: &Role) -> Option<&'static str> {
    let (_, name, _) = BUILT_IN.iter().find(|(it, ..)| it == role)?;
    name.strip_prefix("<built-in>/")
}

/// Whether a file's ending is that of a table: text, or a workbook of a spreadsheet program.
fn is_table(ending: &str) -> bool {
    ["csv", "tsv", "xls", "xlsx", "ods", "et"].iter().any(|it| ending.eq_ignore_ascii_case(it))
}

/// Sorts a path (from the workspace's root, with `/`) into its role; `None` for files that are
/// none of govcat's business.
#[must_use]
pub fn classify(path: &str) -> Option<Role> {
    if path == "govcat.toml" {
        return Some(Role::Config);
    }
    let inside = path.strip_prefix("catalogs/")?;
    let parts: Vec<&str> = inside.split('/').collect();
    if parts.iter().any(|part| part.starts_with('.')) {
        return None;
    }
    let (stem, ending) = parts.last()?.rsplit_once('.')?;
    let yaml = ["yaml", "yml"].iter().any(|it| ending.eq_ignore_ascii_case(it));
    Some(match (parts.as_slice(), stem) {
        ([_], "domains") if yaml => Role::Domains,
        ([_], "vocabulary") if yaml => Role::Vocabulary,
        ([_], "basis") if yaml => Role::Basis,
        ([_], "calendar") if yaml => Role::Calendar,
        ([agency, _], "agency") if yaml => Role::Agency((*agency).to_owned()),
        ([agency, _], _) if yaml => Role::Catalog((*agency).to_owned()),
        ([agency, "ledger", _], _) if ending.eq_ignore_ascii_case("csv") => {
            Role::Ledger((*agency).to_owned())
        }
        _ if yaml => Role::Stray,
        // A ledger in another form or place is not read, and must not pass for kept.
        ([_, "ledger", ..], _) | ([_, _], "ledger") if is_table(ending) => Role::Stray,
        _ => return None,
    })
}
