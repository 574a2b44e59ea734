//! lachan-web
