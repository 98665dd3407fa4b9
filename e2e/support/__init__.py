"""What the checks share. MLflow asks nothing of the network, whoever starts it."""

import os

os.environ |= {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_MODEL_CATALOG_URI": "", "MLFLOW_ENABLE_ASYNC_TRACE_LOGGING": "false"}
