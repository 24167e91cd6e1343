"""The servers of the fault tests, for benchmarks that need a worker, a beat and people at work."""

from tests.faults.conftest import servers, stack

__all__ = ["servers", "stack"]
