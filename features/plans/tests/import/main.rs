//! The import half of the room, visited as invented people on both engines.

mod draft;
mod hand_in;
mod issue;
mod rights;
mod seed;
