//! Kubernetes objects that a pipeline makes for itself: persistent volume claims.
//!
//!     use std.k8s.{create_pvc, delete_pvc}
//!
//!     let volume = create_pvc(access_modes = ["ReadWriteOnce"], size = "5Gi")
//!     let made   = prepare().mount("/data", pvc = volume)
//!     delete_pvc(pvc_name = volume).after(made)
//!
//! The engine itself does the work: no pod is started. Inputs and outputs are those of KFP's
//! `CreatePVC` and `DeletePVC`.

/// Creates a persistent volume claim that later tasks mount. Give `pvc_name` or `pvc_name_suffix`,
/// not both.
@engine(create_pvc)
component create_pvc(
    /// Its access modes: `ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany` or `ReadWriteOncePod`.
    access_modes: List<String>,
    /// The storage it asks for, as Kubernetes writes quantities: `5Gi`.
    size: String,
    /// Its whole name.
    pvc_name: String?,
    /// The end of a name that the engine makes for each run: `<workflow>-<pvc_name_suffix>`.
    pvc_name_suffix: String?,
    /// The storage class that provides the volume; empty for a volume that exists already.
    storage_class_name: String = "",
    /// The persistent volume to bind, where it exists already.
    volume_name: String?,
    /// Annotations of the claim.
    annotations: Map<String>?,
    /// What to fill it from: a record with `apiGroup`, `kind` and `name` of a snapshot or a claim.
    data_source: Map<String>?,
) -> (
    /// The claim's name.
    name: String,
) container {}

/// Deletes a persistent volume claim. Let it come `.after` every task that mounts it.
@engine(delete_pvc)
component delete_pvc(
    /// The claim's name, most often `create_pvc`'s output.
    pvc_name: String,
) container {}
