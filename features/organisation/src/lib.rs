//! lachan-organisation
