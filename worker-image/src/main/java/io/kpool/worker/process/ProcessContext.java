package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.worker.output.ProcessOutput;

/** What a process has to do with. */
record ProcessContext(Pid pid, ProcessObserver observer, ProcessOutput output, ProcessTrees trees) {}
