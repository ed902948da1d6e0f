"""What the peers in Python share: percentiles, processor time, and the line that the report reads."""

import math
import os
import sys
import time

TICK_MICROS = 1_000_000 / os.sysconf("SC_CLK_TCK")


def say(line):
    print(line, file=sys.stderr, flush=True)


def calls():
    return int(os.environ.get("CALLS", "60000"))


def processor_micros():
    """Of this process and all below it."""
    parents, ticks = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                words = file.read().rsplit(") ", 1)[1].split()
        except OSError:
            continue  # It has ended meanwhile.
        parents[int(pid)] = int(words[1])
        ticks[int(pid)] = int(words[11]) + int(words[12])
    mine = {os.getpid()}
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in mine} - mine
        mine |= more
        grown = bool(more)
    return TICK_MICROS * sum(ticks.get(pid, 0) for pid in mine)


class Measurement:
    """Of so many calls: when each was made and when its answer came."""

    def __init__(self, system, measure, note):
        self.system, self.measure, self.note = system, measure, note
        self.latencies = []
        self.processor = processor_micros()
        self.start = time.perf_counter_ns()

    def answered(self, called_nanos):
        self.latencies.append(time.perf_counter_ns() - called_nanos)

    def report(self):
        ordered = sorted(self.latencies)
        count = len(ordered)
        shares = ",".join(
            f"{ordered[max(0, math.ceil(share * count) - 1)] / 1000:.1f}" for share in (0.5, 0.99, 0.999)
        )
        self._print(count, shares)

    def report_of(self, count):
        """So many of which nobody knows how long each took."""
        self._print(count, ",,")

    def _print(self, count, shares):
        seconds = (time.perf_counter_ns() - self.start) / 1e9
        processor = (processor_micros() - self.processor) / count
        print(
            f"figure,{self.system},{self.measure},{count},{count / seconds:.1f},{shares},{processor:.2f},,,{self.note}",
            flush=True,
        )
