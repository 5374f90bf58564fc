package org.realmscope.adapter.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that uses the machine. Others hand it tasks. While a task runs the machine, it serves those that came
 * meanwhile between two parts of the run, up to one that has to be the run's last.
 */
public final class MachineThread implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;
    /** Asks the run for an end; null while there is no run. */
    private volatile @Nullable Runnable interruption;

    /**
     * @param endsRun whether a run has to end before it
     * @param isHarmless whether it may be done while the machine is somewhere in its past
     */
    private record Task(Runnable action, boolean endsRun, boolean isHarmless) {}

    public MachineThread() {
        this.thread = new Thread(this::work, "realmscope machine");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has {@code action} done, during a run if there is one. */
    public void submit(Runnable action) {
        add(new Task(action, false, false));
    }

    /** Has {@code action}, which finds the machine anywhere, done, during a run or a search if there is one. */
    public void submitAlways(Runnable action) {
        add(new Task(action, false, true));
    }

    /** Has {@code action} done as soon as the machine stands still, to which a run is asked to come. */
    public void submitLast(Runnable action) {
        add(new Task(action, true, false));
        interrupt();
    }

    /** Asks the run, if there is one, for an end; any thread may. */
    public void interrupt() {
        Runnable current = interruption;
        if (current != null) {
            current.run();
        }
    }

    private void add(Task task) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the machine's thread has ended");
            }
            tasks.add(task);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        Task task = next();
        while (task != null) {
            task.action.run();
            task = next();
        }
    }

    private @Nullable Task next() {
        lock.lock();
        try {
            while (tasks.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    // --- for tasks that run the machine

    /** Whether the machine runs, so that what is asked of it now is asked between two parts of the run. */
    public boolean isRunning() {
        return interruption != null;
    }

    /**
     * A run begins.
     *
     * @param interrupt asks it for an end
     */
    public void beginRun(Runnable interrupt) {
        interruption = interrupt;
    }

    /** The run is over. */
    public void endRun() {
        interruption = null;
    }

    /** Does what came meanwhile. */
    public void serve() {
        Task task = pollDuringRun();
        while (task != null) {
            task.action.run();
            task = pollDuringRun();
        }
    }

    /** Does what came meanwhile and may be done while the machine is somewhere in its past. */
    public void serveDuringSearch() {
        Task task = pollDuringSearch();
        while (task != null) {
            task.action.run();
            task = pollDuringSearch();
        }
    }

    private @Nullable Task pollDuringSearch() {
        lock.lock();
        try {
            for (Iterator<Task> each = tasks.iterator(); each.hasNext(); ) {
                Task task = each.next();
                if (task.endsRun) {
                    return null;
                }
                if (task.isHarmless) {
                    each.remove();
                    return task;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Task pollDuringRun() {
        lock.lock();
        try {
            Task first = tasks.peek();
            return first == null || first.endsRun ? null : tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a task waits for the end of the run. */
    public boolean mustEnd() {
        lock.lock();
        try {
            return closed || tasks.stream().anyMatch(Task::endsRun);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the thread end after what it has been given. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
