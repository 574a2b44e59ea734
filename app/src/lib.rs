//! The one binary: wiring of the features, and the commands.
