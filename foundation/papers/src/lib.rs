//! lachan-papers
