//! lachan-tests
