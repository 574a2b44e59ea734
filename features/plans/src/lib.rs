//! lachan-plans
