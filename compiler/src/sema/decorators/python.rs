//! Decorators of Python components.
//!
//! In: nothing. Out: their part of the table.

use super::signature::{Argument, Format, Kind, Signature};
use super::{COMPONENTS, Decorator, Merge};

pub(super) static TABLE: &[Decorator] = &[
    Decorator {
        signature: Signature::new("packages", "Packages that pip installs before the component starts.").and_more(
            "package",
            Kind::Formatted(Format::Package),
            "as pip takes it: `\"pandas==2.2.3\"`",
        ),
        places: COMPONENTS,
        merge: Merge::Replace,
        kfp: "`pip install` in the executor's command",
        argo: "installed into the pod's own package folder",
    },
    Decorator {
        signature: Signature::new("pip_index", "Where pip looks for packages; the first replaces pip's own index.")
            .takes(&[Argument::new(
                "trusted_hosts",
                Kind::List(&Kind::Text),
                "hosts that pip talks to without checking their certificate",
            )
            .or("[]")])
            .and_more("url", Kind::Formatted(Format::Url), "an index, as in `\"https://pypi.org/simple\"`"),
        places: COMPONENTS,
        merge: Merge::Replace,
        kfp: "`--index-url`, `--extra-index-url`, `--trusted-host`",
        argo: "the same",
    },
    Decorator {
        signature: Signature::new("python", "The interpreter of a Python component and what it starts with.")
            .takes(&[
                Argument::new("executable", Kind::Text, "the interpreter").or("\"python3\""),
                Argument::new("use_venv", Kind::Bool, "install packages into a virtual environment").or("false"),
                Argument::new(
                    "install_kfp",
                    Kind::Bool,
                    "install the `kfp` package at the start, which KFP's own executor needs",
                )
                .or("true"),
                Argument::new("kfp_version", Kind::Text, "which version of it; E0717 with mlc's executor"),
            ])
            .never_empty(),
        places: COMPONENTS,
        merge: Merge::Replace,
        kfp: "the executor's command",
        argo: "the container's command",
    },
];
