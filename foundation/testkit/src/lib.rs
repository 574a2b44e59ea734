//! lachan-testkit
