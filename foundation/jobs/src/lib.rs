//! lachan-jobs
