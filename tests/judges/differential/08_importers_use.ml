//! The pipeline of 08_importers.ml, with the components of 08_importers.py as they stand.
use "./08_importers.py".{locate, compare}

pipeline importers(day: String = "2024-01-01", tag: String = "prod") {
    let data  = importer(Dataset, uri = locate(day), reimport = true)
    let model = importer(
        Model,
        uri      = "gs://models/churn/1",
        metadata = { framework = "xgboost", tag = tag, sizes = [1, 2] },
    )
    compare(data, model)
}
