//! The calendar in force, worked out once for each change.

use std::sync::Arc;

use calendar::{BadTable, Holidays, Rows};
use db::{Query, Result};
use jiff::civil::Date;
use tokio::sync::RwLock;

use crate::{merge, row::ListedRow, store};

/// The calendar of this installation; one for all requests and jobs.
#[derive(Debug)]
pub struct Workdays {
    shipped: Rows,
    known: RwLock<Option<Known>>,
}

/// What was worked out last.
#[derive(Debug, Clone)]
struct Known {
    changes: i64,
    on: Date,
    rows: Vec<ListedRow>,
    holidays: Arc<Holidays>,
}

impl Workdays {
    /// With the rows that come with the program.
    ///
    /// # Errors
    /// A shipped table that cannot be read; the tests find it.
    pub fn shipped() -> std::result::Result<Self, BadTable> {
        Ok(Self { shipped: Rows::shipped()?, known: RwLock::default() })
    }

    /// The calendar with which limits are counted on a day, as the database has it now.
    ///
    /// # Errors
    /// The database's.
    pub async fn current(&self, q: &mut impl Query, today: Date) -> Result<Arc<Holidays>> {
        let changes = store::count_changes(q).await?;
        if let Some(known) = self.known.read().await.as_ref()
            && known.changes == changes
            && known.rows.iter().all(|row| row.counts_on(today) == row.counts_on(known.on))
        {
            return Ok(Arc::clone(&known.holidays));
        }
        let rows = self.list(q).await?;
        let holidays = Arc::new(merge::calendar(&self.shipped, &rows, today));
        *self.known.write().await = Some(Known { changes, on: today, rows, holidays: Arc::clone(&holidays) });
        Ok(holidays)
    }

    /// Every row, shipped and entered, withdrawn ones too, in the order in which they count.
    ///
    /// # Errors
    /// The database's.
    pub async fn list(&self, q: &mut impl Query) -> Result<Vec<ListedRow>> {
        store::list(q, merge::shipped(&self.shipped)).await
    }
}
