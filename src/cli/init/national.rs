//! The national catalogs, which a new workspace gets a copy of: the copy is its own to read, to diff and
//! to bring up to date, and no release of govcat changes what a county is measured by.

macro_rules! files {
    ($($name:literal)+) => {
        /// Names and texts.
        pub(super) const FILES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../catalogs/national/", $name)))),+
        ];
    };
}

files! {
    "01-land-space-planning.yaml"
    "02-major-construction-projects.yaml"
    "03-public-resource-trading.yaml"
    "04-budgets-and-accounts.yaml"
    "05-work-safety.yaml"
    "06-taxation.yaml"
    "07-rural-land-expropriation.yaml"
    "08-state-land-house-expropriation.yaml"
    "09-affordable-housing.yaml"
    "10-rural-dilapidated-housing.yaml"
    "11-ecology-and-environment.yaml"
    "12-public-culture.yaml"
    "13-public-legal-services.yaml"
    "14-poverty-alleviation.yaml"
    "15-disaster-relief.yaml"
    "16-food-and-drug-regulation.yaml"
    "17-urban-law-enforcement.yaml"
    "18-employment.yaml"
    "19-social-insurance.yaml"
    "20-social-assistance.yaml"
    "21-elderly-care.yaml"
    "22-household-registration.yaml"
    "23-agricultural-subsidies.yaml"
    "24-compulsory-education.yaml"
    "25-health-care.yaml"
    "26-municipal-services.yaml"
    "agency.yaml"
}

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test looks at the repository")]
    fn every_national_catalog_is_here() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogs/national");
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .expect("the repository has it")
            .map(|it| it.expect("it can be listed").path())
            .filter(|it| it.extension().is_some_and(|it| it == "yaml"))
            .filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned()))
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|it| it.0).collect::<Vec<_>>());
    }
}
