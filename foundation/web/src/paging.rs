//! Lists come in pages of fifty (ux.md BUD-03, A-15).

/// Which page of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The page shown, from 1.
    pub page: i64,
    /// How many rows there are in all.
    pub total: i64,
}

impl Paging {
    /// Rows on a page.
    pub const ROWS: i64 = 50;

    /// The page asked for (`trang=` of the query), kept within what there is.
    pub fn new(asked: Option<i64>, total: i64) -> Self {
        let paging = Self { page: 1, total };
        Self { page: asked.unwrap_or(1).clamp(1, paging.pages()), total }
    }

    /// How many pages there are, at least one.
    pub fn pages(&self) -> i64 {
        ((self.total + Self::ROWS - 1) / Self::ROWS).max(1)
    }

    /// Rows to pass over.
    pub fn offset(&self) -> i64 {
        (self.page - 1) * Self::ROWS
    }
}
