"""Measures Ray's tasks, from the call to the result, as Ray does not tell when one starts; and calls of a named actor."""

import time

import ray

from figures import Measurement, calls, say

WARM_UP = 3_000
NOTE = f"Ray {ray.__version__}; call to result; no TLS"
ACTOR_NOTE = f"Ray {ray.__version__}; method of a named actor; no TLS"


@ray.remote
def nothing():
    return None


@ray.remote
class Server:
    def __init__(self):
        self.count = 0

    def call(self, message):
        return message

    def cast(self, message):
        self.count += 1

    def received(self):
        return self.count


def one_at_a_time(remote, count, measurement):
    for _ in range(count):
        called = time.perf_counter_ns()
        ray.get(remote())
        measurement.answered(called)


def outstanding(remote, window, count, measurement):
    """As many on their way as the window says; Ray tells of finished ones in bulk."""
    called, sent = {}, 0
    while sent < count or called:
        while sent < count and len(called) < window:
            called[remote()] = time.perf_counter_ns()
            sent += 1
        wanted = min(len(called), max(1, window // 8))
        ready, _ = ray.wait(list(called), num_returns=wanted, fetch_local=False)
        for task in ready:
            measurement.answered(called.pop(task))


def tasks():
    say("ray: warming up")
    one_at_a_time(nothing.remote, WARM_UP, Measurement("ray", "warm-up", ""))
    single = Measurement("ray", "spawn-1", NOTE)
    one_at_a_time(nothing.remote, min(calls(), 5_000), single)
    single.report()
    for window in (64, 512, 4096):
        many = Measurement("ray", f"spawn-{window}", NOTE)
        outstanding(nothing.remote, window, min(calls(), 20_000), many)
        many.report()


def actor():
    # It lives as long as somebody holds its first handle.
    owned = Server.options(name="server").remote()
    ray.get(owned.received.remote())
    server = ray.get_actor("server")

    def call():
        return server.call.remote(1)

    outstanding(call, 64, WARM_UP, Measurement("ray", "warm-up", ""))
    single = Measurement("ray", "call-1", ACTOR_NOTE)
    one_at_a_time(call, min(calls(), 5_000), single)
    single.report()
    many = Measurement("ray", "call-64", ACTOR_NOTE)
    outstanding(call, 64, min(calls(), 20_000), many)
    many.report()
    count = min(calls(), 50_000)
    casts = Measurement("ray", "cast", ACTOR_NOTE)
    for _ in range(count):
        server.cast.remote(1)
    if ray.get(server.received.remote()) != count:
        raise RuntimeError("casts were lost")
    casts.report_of(count)


def main():
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    tasks()
    actor()
    ray.shutdown()


if __name__ == "__main__":
    main()
