//! lachan-sign-in
