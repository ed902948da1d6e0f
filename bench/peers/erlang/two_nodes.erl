%% One more node, and all that is measured with it.
-module(two_nodes).
-export([main/0]).

main() ->
    [Other] = pool:start(worker),
    Pids = [os:getpid(), rpc:call(Other, os, getpid, [])],
    pool_peer:measure(Pids),
    groups_peer:measure(Other, Pids),
    pool:stop(),
    init:stop().
