//! Trains XGBoost on taxi trips in two formats and checks predictions across them.
//! The components are KFP's own, written out; `use component "./x.yaml" as x` would read their files.

const INSTALL_ARROW   = "python3 -m pip install --quiet 'pyarrow==0.17.1' && exec \"$0\" \"$@\""
const INSTALL_XGBOOST = "python3 -m pip install --quiet 'xgboost==1.1.1' 'pandas==1.0.5' 'pyarrow==0.17.1' && exec \"$0\" \"$@\""

/// Trains on a table, CSV or Parquet, whose label is a column by place or by name.
const TRAIN: String = ```
import argparse
import json
from pathlib import Path

import pandas
import xgboost


def read_table(path):
    with open(path, "rb") as file:
        parquet = file.read(4) == b"PAR1"
    return pandas.read_parquet(path) if parquet else pandas.read_csv(path)


parser = argparse.ArgumentParser()
parser.add_argument("--training-data", required=True)
parser.add_argument("--label-column", type=int, default=0)
parser.add_argument("--label-column-name")
parser.add_argument("--starting-model")
parser.add_argument("--num-iterations", type=int, default=10)
parser.add_argument("--booster-params", type=json.loads, default={})
parser.add_argument("--objective")
parser.add_argument("--booster")
parser.add_argument("--learning-rate", type=float)
parser.add_argument("--min-split-loss", type=float)
parser.add_argument("--max-depth", type=int)
parser.add_argument("--model", type=Path, required=True)
parser.add_argument("--model-config", type=Path, required=True)
args = parser.parse_args()

table = read_table(args.training_data)
label = args.label_column_name or table.columns[args.label_column]
given = {
    "objective": args.objective,
    "booster": args.booster,
    "learning_rate": args.learning_rate,
    "min_split_loss": args.min_split_loss,
    "max_depth": args.max_depth,
}
params = {name: value for name, value in given.items() if value is not None}
params.update(args.booster_params)

model = xgboost.train(
    params=params,
    dtrain=xgboost.DMatrix(table.drop(columns=[label]), label=table[label]),
    num_boost_round=args.num_iterations,
    xgb_model=args.starting_model,
)

for output in (args.model, args.model_config):
    output.parent.mkdir(parents=True, exist_ok=True)
model.save_model(str(args.model))
args.model_config.write_text(model.save_config())
```

/// Predicts for a table, CSV or Parquet, whose label, if it has one, is left out.
const PREDICT: String = ```
import argparse
from pathlib import Path

import numpy
import pandas
import xgboost


def read_table(path):
    with open(path, "rb") as file:
        parquet = file.read(4) == b"PAR1"
    return pandas.read_parquet(path) if parquet else pandas.read_csv(path)


parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--model", required=True)
parser.add_argument("--label-column", type=int)
parser.add_argument("--label-column-name")
parser.add_argument("--predictions", type=Path, required=True)
args = parser.parse_args()

table = read_table(args.data)
if args.label_column is not None:
    table = table.drop(columns=[table.columns[args.label_column]])
if args.label_column_name is not None:
    table = table.drop(columns=[args.label_column_name])

model = xgboost.Booster(model_file=args.model)
args.predictions.parent.mkdir(parents=True, exist_ok=True)
numpy.savetxt(args.predictions, model.predict(xgboost.DMatrix(table)))
```

@image("byrnedo/alpine-curl@sha256:548379d0a4a0c08b9e55d9d87a592b7d35d9ab3037f4936f5ccd09d0b625a342")
component chicago_taxi_trips(
    format: String = "csv",
    limit: Int = 1000,
    select: String = "trip_id,taxi_id,trip_start_timestamp,trip_end_timestamp,trip_seconds,trip_miles,pickup_census_tract,dropoff_census_tract,pickup_community_area,dropoff_community_area,fare,tips,tolls,extras,trip_total,payment_type,company,pickup_centroid_latitude,pickup_centroid_longitude,pickup_centroid_location,dropoff_centroid_latitude,dropoff_centroid_longitude,dropoff_centroid_location",
    where: String = "trip_start_timestamp>=\"1900-01-01\" AND trip_start_timestamp<\"2100-01-01\"",
) -> (table: Artifact) container {
    command = [
        "sh",
        "-c",
        ```
            set -e -x
            mkdir -p "$(dirname "$0")"
            curl --fail --get "https://data.cityofchicago.org/resource/wrvz-psew.$4" \
                --data-urlencode "\$select=$1" \
                --data-urlencode "\$where=$2" \
                --data-urlencode "\$limit=$3" \
                --output "$0.quoted"
            tr -d '"' < "$0.quoted" > "$0"
        ```,
        table.path,
        select,
        where,
        limit,
        format,
    ]
}

@image("python:3.7")
component csv_to_parquet(
    data: Artifact,
) -> (output_data: Artifact) container {
    command = [
        "sh",
        "-c",
        INSTALL_ARROW,
        "python3",
        "-u",
        "-c",
        ```
            import argparse
            import os

            from pyarrow import csv, parquet

            parser = argparse.ArgumentParser()
            parser.add_argument("--data", required=True)
            parser.add_argument("--output-data", required=True)
            args = parser.parse_args()

            os.makedirs(os.path.dirname(args.output_data), exist_ok=True)
            parquet.write_table(csv.read_csv(args.data), args.output_data)
        ```,
    ]
    args = [
        "--data",
        data.path,
        "--output-data",
        output_data.path,
    ]
}

@image("python:3.7")
component train_on_csv(
    starting_model: Artifact?,
    training_data: Artifact,
    booster: String = "gbtree",
    booster_params: Json?,
    label_column: Int = 0,
    learning_rate: Float = 0.3,
    max_depth: Int = 6,
    min_split_loss: Float = 0.0,
    num_iterations: Int = 10,
    objective: String = "reg:squarederror",
) -> (model: Artifact, model_config: Artifact) container {
    command = [
        "sh",
        "-c",
        INSTALL_XGBOOST,
        "python3",
        "-u",
        "-c",
        TRAIN,
    ]
    args = [
        "--training-data",
        training_data.path,
        if starting_model { "--starting-model", starting_model.path },
        if label_column { "--label-column", label_column },
        if num_iterations { "--num-iterations", num_iterations },
        if booster_params { "--booster-params", booster_params },
        if objective { "--objective", objective },
        if booster { "--booster", booster },
        if learning_rate { "--learning-rate", learning_rate },
        if min_split_loss { "--min-split-loss", min_split_loss },
        if max_depth { "--max-depth", max_depth },
        "--model",
        model.path,
        "--model-config",
        model_config.path,
    ]
}

@image("python:3.7")
component predict_on_csv(
    data: Artifact,
    model: Artifact,
    label_column: Int?,
) -> (predictions: Artifact) container {
    command = [
        "sh",
        "-c",
        INSTALL_XGBOOST,
        "python3",
        "-u",
        "-c",
        PREDICT,
    ]
    args = [
        "--data",
        data.path,
        "--model",
        model.path,
        if label_column { "--label-column", label_column },
        "--predictions",
        predictions.path,
    ]
}

@image("python:3.7")
component train_on_parquet(
    starting_model: Artifact?,
    training_data: Artifact,
    booster: String = "gbtree",
    booster_params: Json?,
    label_column_name: String,
    learning_rate: Float = 0.3,
    max_depth: Int = 6,
    min_split_loss: Float = 0.0,
    num_iterations: Int = 10,
    objective: String = "reg:squarederror",
) -> (model: Artifact, model_config: Artifact) container {
    command = [
        "sh",
        "-c",
        INSTALL_XGBOOST,
        "python3",
        "-u",
        "-c",
        TRAIN,
    ]
    args = [
        "--training-data",
        training_data.path,
        "--label-column-name",
        label_column_name,
        if starting_model { "--starting-model", starting_model.path },
        if num_iterations { "--num-iterations", num_iterations },
        if booster_params { "--booster-params", booster_params },
        if objective { "--objective", objective },
        if booster { "--booster", booster },
        if learning_rate { "--learning-rate", learning_rate },
        if min_split_loss { "--min-split-loss", min_split_loss },
        if max_depth { "--max-depth", max_depth },
        "--model",
        model.path,
        "--model-config",
        model_config.path,
    ]
}

@image("python:3.7")
component predict_on_parquet(
    data: Artifact,
    model: Artifact,
    label_column_name: String?,
) -> (predictions: Artifact) container {
    command = [
        "sh",
        "-c",
        INSTALL_XGBOOST,
        "python3",
        "-u",
        "-c",
        PREDICT,
    ]
    args = [
        "--data",
        data.path,
        "--model",
        model.path,
        if label_column_name { "--label-column-name", label_column_name },
        "--predictions",
        predictions.path,
    ]
}

pipeline xgboost_sample_pipeline() {
    let csv = chicago_taxi_trips(
        where  = "trip_start_timestamp >= \"2019-01-01\" AND trip_start_timestamp < \"2019-02-01\"",
        select = "tips,trip_seconds,trip_miles,pickup_community_area,dropoff_community_area,fare,tolls,extras,trip_total",
        limit  = 10_000,
    )
    let csv_model = train_on_csv(training_data = csv, label_column = 0, objective = "reg:squarederror", num_iterations = 200).model
    predict_on_csv(data = csv, model = csv_model, label_column = 0)

    let parquet       = csv_to_parquet(data = csv)
    let parquet_model = train_on_parquet(
        training_data = parquet, label_column_name = "tips", objective = "reg:squarederror", num_iterations = 200,
    ).model
    predict_on_parquet(data = parquet, model = parquet_model, label_column_name = "tips")

    // Predictions across formats.
    predict_on_parquet(data = parquet, model = csv_model, label_column_name = "tips")
    predict_on_csv(data = csv, model = parquet_model, label_column = 0)
}
