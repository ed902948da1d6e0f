package io.kpool.operator.live;

/**
 * What the leader has of groups, names and messages, in all namespaces, a second ago.
 *
 * @param copies how many workers have a copy of a group or name, or watch it, each counted
 * @param messages carried since it leads, answers included
 */
record LiveCounts(int groups, int names, int copies, long messages) {
    static final LiveCounts NONE = new LiveCounts(0, 0, 0, 0);
}
