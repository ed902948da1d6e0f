package io.kpool.kubectl.command;

import java.util.function.Supplier;

/** A command of the table: what it is called, what it does in a few words, and how it is made. */
public record Entry(String name, Section section, String words, Supplier<Call> maker) {
    /** Where it stands in the help. */
    public enum Section {
        LOOK("See"),
        PROCESSES("Start, end and speak with processes"),
        GROUPS("Groups"),
        POOLS("Pools and their hosts"),
        PLUGIN("The plugin itself");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }
}
