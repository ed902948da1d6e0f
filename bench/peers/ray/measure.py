"""Measures Ray's tasks: from the call to the result, as Ray does not tell when one starts."""

import time

import ray

from figures import Measurement, calls, say

WARM_UP = 3_000
NOTE = f"Ray {ray.__version__}; call to result; no TLS"


@ray.remote
def nothing():
    return None


def one_at_a_time(count, measurement):
    for _ in range(count):
        called = time.perf_counter_ns()
        ray.get(nothing.remote())
        measurement.answered(called)


def outstanding(window, count, measurement):
    """As many tasks on their way as the window says; Ray tells of finished ones in bulk."""
    called, sent = {}, 0
    while sent < count or called:
        while sent < count and len(called) < window:
            called[nothing.remote()] = time.perf_counter_ns()
            sent += 1
        wanted = min(len(called), max(1, window // 8))
        ready, _ = ray.wait(list(called), num_returns=wanted, fetch_local=False)
        for task in ready:
            measurement.answered(called.pop(task))


def main():
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    say("ray: warming up")
    one_at_a_time(WARM_UP, Measurement("ray", "warm-up", ""))
    single = Measurement("ray", "spawn-1", NOTE)
    one_at_a_time(min(calls(), 5_000), single)
    single.report()
    for window in (64, 512, 4096):
        many = Measurement("ray", f"spawn-{window}", NOTE)
        outstanding(window, min(calls(), 20_000), many)
        many.report()
    ray.shutdown()


if __name__ == "__main__":
    main()
