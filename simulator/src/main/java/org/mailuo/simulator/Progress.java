package org.mailuo.simulator;

import java.io.PrintStream;
import org.mailuo.simulator.Simulation.DayDone;

/** Shows how far the season is: a bar that fills on a terminal, one plain line for each day elsewhere. */
public final class Progress {
    private static final int WIDTH = 40;
    private final PrintStream out;
    private final boolean terminal;
    private long donations;

    public Progress(PrintStream out) {
        this.out = out;
        var console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    public void show(DayDone day) {
        donations += day.donations();
        double seconds = Math.max(0.001, day.since().toMillis() / 1000.0);
        String figures =
                "%s  %d/%d  %d  %.0f/s".formatted(day.date(), day.number(), day.days(), donations, donations / seconds);
        if (terminal) {
            int filled = WIDTH * day.number() / day.days();
            out.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + figures + "  ");
            if (day.number() == day.days()) {
                out.println();
            }
        } else {
            out.println(figures);
        }
        out.flush();
    }
}
