//! Pagination as every list of the wire has it: off by default, ten per page, counted from one.

use souk_store::Page;

use crate::http::ApiError;
use crate::wire::{Flag, Number};

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pagination(Option<u64>);

impl Pagination {
    /// How many rows a page has.
    pub const SIZE: u64 = 10;

    /// Reads `isPagination` and `pageNumber`; the number counts only where pagination is on.
    ///
    /// # Errors
    /// `INVALID_REQUEST_BODY` for page zero.
    pub fn new(is_pagination: Option<Flag>, page: Option<Number>) -> Result<Self, ApiError> {
        if !is_pagination.unwrap_or_default().0 {
            return Ok(Self(None));
        }
        let number = page.map_or(1, |number| number.0);
        if number == 0 {
            let message = "\"pageNumber\" must be greater than or equal to 1";
            return Err(ApiError::invalid(message).at("pageNumber"));
        }
        Ok(Self(Some(number)))
    }

    /// For the store.
    #[must_use]
    pub fn page(self) -> Page {
        let Some(number) = self.0 else { return Page::ALL };
        let offset = (number - 1).saturating_mul(Self::SIZE);
        Page { limit: 10, offset: i64::try_from(offset).unwrap_or(i64::MAX) }
    }

    /// For a list that is already here.
    pub fn of<T>(self, rows: impl IntoIterator<Item = T>) -> Vec<T> {
        let page = self.page();
        let skipped = usize::try_from(page.offset).unwrap_or(usize::MAX);
        let taken = usize::try_from(page.limit).unwrap_or(usize::MAX);
        rows.into_iter().skip(skipped).take(taken).collect()
    }
}
