//! govcat
fn main(){}
