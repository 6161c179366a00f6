//! The functions of `src/abi.rs` are those that the header declares, with the same types.
//!
//! The Rust functions are printed as C prototypes into a file that includes the header, and a C compiler says
//! whether the two agree. cbindgen prints prototypes too; its licence, MPL-2.0, is none that `deny.toml` allows,
//! and what is to be printed here is little.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

use syn::{Fields, FnArg, GenericArgument, Item, PathArguments, ReturnType, Type};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_compiler_finds_that_rust_and_the_header_agree() {
    let said = compiled("agree", &in_c());
    assert!(said.is_ok(), "{}", said.expect_err("it is not"));
}

#[test]
fn another_type_of_an_argument_a_result_or_a_field_is_found() {
    for (right, wrong) in [
        ("int64_t now", "int32_t now"),
        ("size_t path_length", "int path_length"),
        ("char const *relais_turn_choice", "char *relais_turn_choice"),
        ("int32_t score_thousandths", "int64_t score_thousandths"),
        ("compatible_p(size_t,", "compatible_p(int32_t,"),
        ("(*rust_relais_log)(void *", "(*rust_relais_log)(char *"),
    ] {
        let text = in_c();
        assert!(text.contains(right), "there is no `{right}` in\n{text}");
        assert!(compiled("differ", &text.replacen(right, wrong, 1)).is_err(), "{wrong}");
    }
}

#[test]
fn every_exported_function_is_a_c_function() {
    let listed = fs::read_to_string(Path::new(ROOT).join("exports.txt")).expect("it is there");
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    let found = items().into_iter().filter_map(|item| match item {
        Item::Fn(function) if has_c_abi(&function) => Some(function.sig.ident.to_string()),
        _ => None,
    });
    assert_eq!(found.collect::<BTreeSet<_>>(), listed);
}

/// The C file: the header, and what Rust has, as the compiler is to compare it.
fn in_c() -> String {
    let mut lines = vec!["#include <relais.h>".to_owned()];
    for item in items() {
        match item {
            Item::Fn(function) if has_c_abi(&function) => {
                lines.push(format!("{};", prototype(&function.sig)));
            }
            Item::Struct(item) if item.attrs.iter().any(|one| one.path().is_ident("repr")) => {
                lines.extend(layout(&item));
            }
            Item::Type(item) => lines.extend(callback(&item)),
            _ => {}
        }
    }
    lines.push("int main(void) { return 0; }\n".to_owned());
    lines.join("\n")
}

fn items() -> Vec<Item> {
    let text = fs::read_to_string(Path::new(ROOT).join("src/abi.rs")).expect("it is there");
    syn::parse_file(&text).expect("it compiles").items
}

fn has_c_abi(function: &syn::ItemFn) -> bool {
    let abi = function.sig.abi.as_ref().and_then(|abi| abi.name.as_ref());
    abi.is_some_and(|name| name.value() == "C")
}

fn prototype(signature: &syn::Signature) -> String {
    let arguments = signature.inputs.iter().map(|argument| match argument {
        FnArg::Typed(argument) => match &*argument.pat {
            syn::Pat::Ident(name) => declared(&argument.ty, &name.ident.to_string()),
            _ => panic!("an argument of {} has no name", signature.ident),
        },
        FnArg::Receiver(_) => panic!("{} has a self", signature.ident),
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let arguments = if arguments.is_empty() { "void" } else { &arguments };
    format!("{}({arguments})", given(&signature.output, &signature.ident.to_string()))
}

/// The same fields in the same places, and nothing between or after them.
fn layout(item: &syn::ItemStruct) -> Vec<String> {
    let name = in_header(&item.ident.to_string());
    let Fields::Named(fields) = &item.fields else { panic!("{name} has no names") };
    let fields: Vec<(String, &Type)> = fields
        .named
        .iter()
        .map(|field| (field.ident.as_ref().expect("it is named").to_string(), &field.ty))
        .collect();
    let mut lines = vec![format!("struct rust_{name} {{")];
    lines.extend(fields.iter().map(|(field, ty)| format!("    {};", declared(ty, field))));
    lines.push("};".to_owned());
    lines.push(format!(
        "_Static_assert(sizeof(struct rust_{name}) == sizeof({name}), \"the size of {name}\");"
    ));
    for (field, ty) in fields {
        lines.push(format!(
            "_Static_assert(offsetof(struct rust_{name}, {field}) == offsetof({name}, {field}), \
             \"the place of {field}\");"
        ));
        lines.push(format!(
            "_Static_assert(__builtin_types_compatible_p({}, __typeof__((({name} *)0)->{field})), \
             \"the type of {field}\");",
            declared(ty, "").trim_end()
        ));
    }
    lines
}

/// A function of the caller, which may be none.
fn callback(item: &syn::ItemType) -> Vec<String> {
    let Type::Path(option) = &*item.ty else { return Vec::new() };
    let last = option.path.segments.last().expect("a path has an end");
    let PathArguments::AngleBracketed(inner) = &last.arguments else { return Vec::new() };
    let Some(GenericArgument::Type(Type::BareFn(function))) = inner.args.first() else {
        return Vec::new();
    };
    let name = in_header(&item.ident.to_string());
    let arguments: Vec<String> =
        function.inputs.iter().map(|input| declared(&input.ty, "").trim_end().to_owned()).collect();
    vec![
        format!(
            "typedef {}({});",
            given(&function.output, &format!("(*rust_{name})")),
            arguments.join(", ")
        ),
        format!(
            "_Static_assert(__builtin_types_compatible_p(rust_{name}, {name}), \"the type {name}\");"
        ),
    ]
}

fn given(output: &ReturnType, name: &str) -> String {
    match output {
        ReturnType::Default => format!("void {name}"),
        ReturnType::Type(_, ty) => declared(ty, name),
    }
}

/// A declaration of `name`, with `const` behind what it is about.
fn declared(ty: &Type, name: &str) -> String {
    match ty {
        Type::Ptr(pointer) if pointer.const_token.is_some() => {
            declared(&pointer.elem, &format!("const *{name}"))
        }
        Type::Ptr(pointer) => declared(&pointer.elem, &format!("*{name}")),
        Type::Path(path) => {
            let last = path.path.segments.last().expect("a path has an end");
            format!("{} {name}", in_header(&last.ident.to_string()))
        }
        _ => panic!("{name} has a type that C does not know"),
    }
}

/// The name that a type of `abi.rs` has in C.
fn in_header(name: &str) -> &'static str {
    match name {
        "c_char" => "char",
        "c_void" => "void",
        "usize" => "size_t",
        "i32" => "int32_t",
        "i64" => "int64_t",
        "u64" => "uint64_t",
        "Status" => "relais_status",
        "Kb" => "relais_kb",
        "Session" => "relais_session",
        "Turn" => "relais_turn",
        "SessionOptions" => "relais_session_options",
        "Hypothesis" => "relais_hypothesis",
        "LogFn" => "relais_log",
        _ => panic!("the header has no type for {name}"),
    }
}

/// What the compiler says of a file, where it does not take it.
fn compiled(name: &str, text: &str) -> Result<(), String> {
    let file: PathBuf = env::temp_dir().join(format!("relais-{}-{name}.c", process::id()));
    fs::write(&file, text).expect("the folder for such files can be written");
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let output = Command::new(&compiler)
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I"])
        .arg(Path::new(ROOT).join("include"))
        .arg(&file)
        .output()
        .unwrap_or_else(|error| panic!("{compiler} is needed: {error}"));
    fs::remove_file(&file).expect("it was just written");
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{}\nof\n{text}", String::from_utf8_lossy(&output.stderr)))
}
