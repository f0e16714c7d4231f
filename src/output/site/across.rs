//! The pages of an agency that go across its tables: offices, channels, the calendar.
use rayon::prelude::*;

use crate::{
    error::Error,
    output::site::Writer,
    render::{
        channel::{self, ChannelPage, ChannelsPage},
        dates::{self, DatesPage},
        office::{self, OfficePage},
        official::office::OfficeDuties,
        roll::Roll,
    },
};

/// Writes them; gives how many.
pub(super) fn write(
    writer: &Writer<'_, '_, '_>,
    roll: &Roll<'_, '_>,
    duties: &[OfficeDuties],
) -> Result<usize, Error> {
    let edition = writer.edition;
    let key = &edition.resolution.agency(roll.agency).key;
    let offices = format!("{key}/{}", office::FOLDER);
    let channels = format!("{key}/{}", channel::FOLDER);
    writer.staging.make_folder(&offices)?;
    writer.staging.make_folder(&channels)?;
    duties.par_iter().try_for_each(|duties| {
        let page = OfficePage::new(edition, roll, duties);
        writer.page(&format!("{offices}/{}", office::file(&duties.name)), &page)
    })?;
    let by_channel = roll.channels(edition.resolution);
    by_channel.par_iter().try_for_each(|(name, places)| {
        let page = ChannelPage::new(edition, roll, name, places);
        writer.page(&format!("{channels}/{}", channel::file(name)), &page)
    })?;
    let list = ChannelsPage::new(edition, roll, &by_channel);
    writer.page(&format!("{channels}/index.html"), &list)?;
    writer.page(&format!("{key}/{}", dates::FILE), &DatesPage::new(edition, roll))?;
    Ok(duties.len() + by_channel.len() + 2)
}
