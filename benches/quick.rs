use govcat::{source::Workspace, compile::compile, syntax::Reader};
use std::{path::Path, time::Instant};
fn main(){
  let dir=std::env::args().nth(1).unwrap();
  let threads: usize=std::env::args().nth(2).unwrap().parse().unwrap();
  let full=std::env::args().nth(3).is_some();
  let pool=rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
  pool.install(||{
  for _ in 0..5 {
  let t=Instant::now();
  let ws=Workspace::load(Path::new(&dir)).unwrap().value;
  let bytes:usize=ws.files.iter().map(|f|f.text.len()).sum();
  let t1=t.elapsed();
  let out=compile(&ws, if full {Reader::Full} else {Reader::Fast});
  let t2=t.elapsed();
  let r=govcat::check::check(&ws,&out.value,out.diagnostics,govcat::rules::ALL);
  let t3=t.elapsed();
  println!("{} MB read {:?} compile {:?} check {:?}: {:.0} MB/s; findings {} evals {}", bytes/1000000, t1, t2-t1, t3-t2, bytes as f64/t3.as_secs_f64()/1e6, r.findings.len(), r.counts.evaluations);
  }});
  let s=std::fs::read_to_string("/proc/self/status").unwrap();
  for l in s.lines(){ if l.starts_with("VmHWM"){println!("{l}")}}
}
