package io.kpool.kubectl.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Columns that are as wide as their widest cell, three blanks apart, as in kubectl. */
public final class Table {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with that line above it; without headers: none. */
    public static Table of(String... headers) {
        Table table = new Table();
        return headers.length == 0 ? table : table.row(headers);
    }

    /** Adds a line; a text that is empty shows as none. */
    public Table row(String... cells) {
        return row(Arrays.asList(cells));
    }

    /** Adds a line; a text that is empty shows as none. */
    public Table row(List<String> cells) {
        rows.add(cells.stream().map(Table::shown).toList());
        return this;
    }

    private static String shown(String cell) {
        return cell.isEmpty() ? "<none>" : cell.replaceAll("\\s*\\R\\s*", " ");
    }

    /** The lines. */
    public List<String> lines(Paint paint) {
        List<Integer> widths = widths();
        return rows.stream().map(row -> line(row, widths, paint)).toList();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            widths.addAll(Collections.nCopies(Math.max(0, row.size() - widths.size()), 0));
            for (int column = 0; column < row.size(); column++) {
                widths.set(column, Math.max(widths.get(column), width(row.get(column))));
            }
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths, Paint paint) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(paint.word(cell));
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths.get(column) - width(cell))).append(GAP);
            }
        }
        return line.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
