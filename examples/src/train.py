"""The training of `churn.ml`, which embeds this file and calls `train_model`."""

import pickle

import pandas as pd
from kfp.dsl import Dataset, Input, Model, Output
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

TARGET = "churned"


def train_model(
    features: Input[Dataset], hyper: dict, model: Output[Model], seed: int = 7
) -> float:
    """Fits a classifier, writes it to `model`, returns its AUC on rows it has not seen."""
    frame = pd.read_parquet(features.path)
    train, test = train_test_split(frame, random_state=seed, stratify=frame[TARGET])
    epochs = int(hyper["epochs"])  # numbers inside records are doubles on KFP
    classifier = fit(train, hyper["learning_rate"], epochs, seed)
    with open(model.path, "wb") as file:
        pickle.dump(classifier, file)
    model.metadata.update({"framework": "scikit-learn", "seed": seed})
    scores = classifier.predict_proba(test.drop(columns=TARGET))[:, 1]
    return float(roc_auc_score(test[TARGET], scores))


def fit(frame: pd.DataFrame, learning_rate: float, epochs: int, seed: int):
    """A classifier fitted to all columns but the target."""
    classifier = GradientBoostingClassifier(
        learning_rate=learning_rate, n_estimators=epochs, random_state=seed
    )
    return classifier.fit(frame.drop(columns=TARGET), frame[TARGET])
