package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import java.util.random.RandomGenerator;

/**
 * What the groups and names of a leader are made with.
 *
 * @param edits make and delete groups
 * @param groups that there are
 * @param random chooses one of several
 * @param tickets seal what sessions are told
 */
record DirectoryParts(Loop loop, GroupEdits edits, Groups groups, RandomGenerator random, Tickets tickets) {}
