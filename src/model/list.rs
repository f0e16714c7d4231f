//! A list that holds a single value in itself: most fields of an entry list no more than one.
use std::{ops::Deref, slice};

/// What a field lists.
#[derive(Clone, Debug)]
pub enum List<T> {
    /// A single value.
    One(T),
    /// None, or several.
    Many(Vec<T>),
}

impl<T> List<T> {
    /// The values, which are not more than `most`.
    pub(crate) fn of(values: impl Iterator<Item = T>, most: usize) -> Self {
        let mut values = values;
        if most == 1 {
            return values.next().into();
        }
        let mut many = Vec::with_capacity(most);
        many.extend(values);
        Self::Many(many)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl<T> From<Option<T>> for List<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::default, Self::One)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(value) => slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self[..] == other[..]
    }
}

impl<T: Eq> Eq for List<T> {}
