package dev.trawl.mlflow;

/** A set of traces and runs on a server. */
public record Experiment(String id, String name) {}
