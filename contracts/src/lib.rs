//! lachan-contracts
