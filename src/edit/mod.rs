//! Files rewritten in place: the house layout, and mends that rules offer. Everything here is text to
//! text; who writes disks is `output/write/`.
mod comments;
pub mod layout;
pub mod mend;
mod piece;
mod print;
pub mod same;
pub mod unified;
