package io.kpool.operator.http;

import static io.kpool.operator.http.EndpointTable.Words.about;

import io.kpool.operator.http.EndpointTable.Words;

/** What can be asked of groups: {@code pg2}, and watches. */
final class GroupEndpoints {
    private static final String GROUPS = "/groups";
    private static final String GROUP = GROUPS + "/{group}";

    private GroupEndpoints() {}

    static void list(EndpointTable table, KeyCalls calls) {
        Words which = about("whichGroups", "list groups").says("All groups, also empty ones.");
        which = which.with(Endpoints.WATCH, Endpoints.SELECTOR);
        table.get(GROUPS, which.answers(GroupsAnswer.class), calls::groups);

        Words create = about("createGroup", "create groups").says("Makes a group, unless it is there.");
        table.post(GROUPS, create.takes(GroupBody.class), calls::create);

        Words delete = about("deleteGroup", "delete groups").says("Removes it; its members live on.");
        table.delete(GROUP, delete, calls::delete);

        Words members = about("getMembers", "get groups").says("Its members, or with a host only those there.");
        members = members.with(Endpoints.HERE).answers(PidsAnswer.class);
        table.get(GROUP + "/members", members, calls::members);

        Words closest = about("getClosestPid", "get groups").says("A member of that host, else any.");
        table.get(GROUP + "/closest", closest.with(Endpoints.HERE).answers(PidAnswer.class), calls::closest);

        Words join = about("join", "update groups").says("Makes a process a member, once more if it is one.");
        table.post(GROUP + "/join", join.takes(PidBody.class), calls::join);

        Words leave = about("leave", "update groups").says("Takes one membership of a process back.");
        table.post(GROUP + "/leave", leave.takes(PidBody.class), calls::leave);

        Words watch = about("watchGroup", "watch groups").says("Its members, then every change, as lines of JSON.");
        table.get(GROUP + "/watch", watch.answers(WatchLine.class), calls::watchGroup);
    }
}
