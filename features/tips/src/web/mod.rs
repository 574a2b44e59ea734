//! Pages and forms: the visitor's side at the public door, the officers' side at the work door.

pub(crate) mod public;
pub(crate) mod work;
