"""Counts and times of what was served, in Prometheus's form, one registry an app."""

from collections.abc import MutableMapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """Count requests by route and status, and time them; routes, not paths, so that the series stay few."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "reportedly_http_requests", "Requests served", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "reportedly_http_request_seconds",
            "Time to serve a request",
            ["route"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._readings = Counter("reportedly_readings", "Reports read by the app", ["status"], registry=self.registry)

    def served(self, scope: MutableMapping[str, Any], status: int, seconds: float) -> None:
        """Note one request."""
        route = getattr(scope.get("route"), "path", None) or "unmatched"
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE") else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def read(self, status: str) -> None:
        """Note that a report was read, and what came of it."""
        self._readings.labels(status).inc()

    def text(self) -> bytes:
        """Write all of it in Prometheus's text form."""
        return generate_latest(self.registry)
