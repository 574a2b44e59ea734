//! The snapshot of places: read from the database now and then, and kept when it is away.

use std::sync::{Arc, PoisonError, RwLock};

use ::web::Services;

use crate::{model::Places, store};

/// Seconds after which the snapshot is read anew.
const FRESH: i64 = 600;

/// What was last read, and when.
#[derive(Debug, Default)]
pub(super) struct KnownPlaces(RwLock<Option<(i64, Arc<Places>)>>);

impl KnownPlaces {
    /// The places; an old snapshot when the database does not answer, none when it never did.
    pub(super) async fn get(&self, services: &Services) -> Option<Arc<Places>> {
        let now = services.context.now().as_second();
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, places)) = &known
            && (0..FRESH).contains(&now.saturating_sub(*at))
        {
            return Some(Arc::clone(places));
        }
        match store::places(&mut &services.db, services.context.today()).await {
            Ok(places) => {
                let places = Arc::new(places);
                *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&places)));
                Some(places)
            }
            Err(error) => {
                tracing::warn!(%error, "the places of the public door could not be read");
                known.map(|(_, places)| places)
            }
        }
    }
}
