//! How the shared library is linked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("linux") {
        return;
    }
    let major = env::var("CARGO_PKG_VERSION_MAJOR").expect("Cargo sets it");
    // Programs ask for the major version, and a library that is never unloaded leaves no code behind that
    // a thread may still be in.
    for argument in [&*format!("-Wl,-soname,librelais.so.{major}"), "-Wl,-z,nodelete"] {
        println!("cargo::rustc-cdylib-link-arg={argument}");
    }
}
