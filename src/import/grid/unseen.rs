//! What of a sheet its program does not show: rows, columns and sheets that somebody hid or filtered out.
use super::Grid;

/// What is hidden. It is read all the same; whoever looks at the sheet must be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    /// Whether the whole sheet is.
    pub is_sheet: bool,
    rows: Vec<(usize, usize)>,
    columns: Vec<(usize, usize)>,
    texts: Vec<((usize, usize), Box<str>)>,
}

impl Unseen {
    /// Notes a hidden text of a cell, which its text leaves out.
    pub fn text(&mut self, row: u32, column: u32, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.texts.push(((row as usize, column as usize), text.into()));
        }
    }

    /// The hidden texts, with the rows and columns of their cells.
    pub fn texts(&self) -> impl Iterator<Item = ((usize, usize), &str)> {
        self.texts.iter().map(|(place, text)| (*place, &**text))
    }

    /// Notes hidden rows, the last one included.
    pub fn rows(&mut self, first: u32, last: u32) {
        self.rows.push((first as usize, last as usize));
    }

    /// Notes hidden columns, the last one included.
    pub fn columns(&mut self, first: u32, last: u32) {
        self.columns.push((first as usize, last as usize));
    }
}

impl Grid {
    /// The hidden rows that say something.
    #[must_use]
    pub fn unseen_rows(&self) -> Vec<usize> {
        let says = |row: usize| (0..self.width()).any(|it| !self.text(row, it).is_empty());
        within(&self.unseen.rows, self.height()).into_iter().filter(|it| says(*it)).collect()
    }

    /// The hidden columns that say something.
    #[must_use]
    pub fn unseen_columns(&self) -> Vec<usize> {
        let says = |column: usize| (0..self.height()).any(|it| !self.text(it, column).is_empty());
        within(&self.unseen.columns, self.width()).into_iter().filter(|it| says(*it)).collect()
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn is_unseen(&self, column: usize) -> bool {
        self.unseen.columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// The places of some runs that are less than an end, each once.
fn within(runs: &[(usize, usize)], end: usize) -> Vec<usize> {
    let clipped = runs.iter().flat_map(|(first, last)| *first..(*last + 1).min(end));
    let mut places: Vec<usize> = clipped.collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Places as people list them: `3—5、9`, or `C—E、I`.
#[must_use]
pub fn listed(places: &[usize], name: impl Fn(usize) -> String, between: [&str; 2]) -> String {
    let runs = places.chunk_by(|a, b| a + 1 == *b).filter_map(|it| Some((it.first()?, it.last()?)));
    let runs = runs.map(|(first, last)| {
        let end = if first == last { String::new() } else { between[0].to_owned() + &name(*last) };
        name(*first) + &end
    });
    runs.collect::<Vec<_>>().join(between[1])
}

#[cfg(test)]
mod tests {
    use super::{Grid, listed};

    #[test]
    fn what_is_hidden_is_listed_where_it_says_something() {
        let mut grid = Grid::default();
        for (row, column) in [(0, 0), (2, 1), (3, 1), (5, 2)] {
            assert!(grid.put(row, column, "x").is_ok());
        }
        grid.unseen.rows(1, 3);
        grid.unseen.rows(5, u32::MAX);
        grid.unseen.columns(2, 16_383);
        assert_eq!((grid.unseen_rows(), grid.unseen_columns()), (vec![2, 3, 5], vec![2]));
        assert!(grid.is_unseen(4) && !grid.is_unseen(1));
        let name = |it: usize| (it + 1).to_string();
        assert_eq!(listed(&[2, 3, 5], name, ["—", "、"]), "3—4、6");
    }
}
