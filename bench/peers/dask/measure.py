"""Measures Dask's tasks: from the call to the result, as Dask does not tell when one starts."""

import time

import dask
from dask.distributed import Client, LocalCluster, as_completed

from figures import Measurement, calls, say

WARM_UP = 1_000
NOTE = f"Dask {dask.__version__}; call to result; no TLS"


def nothing():
    return None


def submit(client):
    # Pure functions of the same arguments would be one task.
    return client.submit(nothing, pure=False)


def one_at_a_time(client, count, measurement):
    for _ in range(count):
        called = time.perf_counter_ns()
        submit(client).result()
        measurement.answered(called)


def outstanding(client, window, count, measurement):
    called = {}
    for _ in range(min(window, count)):
        called[submit(client)] = time.perf_counter_ns()
    sent = len(called)
    answers = as_completed(list(called))
    for task in answers:
        measurement.answered(called.pop(task))
        if sent < count:
            more = submit(client)
            called[more] = time.perf_counter_ns()
            answers.add(more)
            sent += 1


def main():
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )
    with cluster, Client(cluster) as client:
        say("dask: warming up")
        one_at_a_time(client, WARM_UP, Measurement("dask", "warm-up", ""))
        single = Measurement("dask", "spawn-1", NOTE)
        one_at_a_time(client, min(calls(), 2_000), single)
        single.report()
        for window in (64, 512, 4096):
            many = Measurement("dask", f"spawn-{window}", NOTE)
            outstanding(client, window, min(calls(), 8_000), many)
            many.report()


if __name__ == "__main__":
    main()
