//! The work half of the room, visited as invented people on both engines.

mod assignment;
mod cascade;
mod edit;
mod files;
mod lists;
mod progress;
mod rights;
mod seed;
