package io.kpool.worker;

/** Something that is to be done on the loop because of what happened elsewhere. */
final class Task extends Happenings.Happening {
    private final Runnable task;

    Task(Runnable task) {
        this.task = task;
    }

    @Override
    void heed() {
        task.run();
    }
}
