%% Measures pool:pspawn/3 on two nodes: from the call to the pid of a process that has started.
-module(pool_peer).
-export([measure/1, nothing/0]).

-define(WARM_UP, 60000).

nothing() -> ok.

measure(Pids) ->
    callers:run(1, ?WARM_UP, fun spawned/0),
    callers:run(64, ?WARM_UP, fun spawned/0),
    [figures:measure("spawn-" ++ integer_to_list(Outstanding),
                     fun() -> callers:run(Outstanding, figures:calls(), fun spawned/0) end,
                     Pids, "no TLS")
     || Outstanding <- [1, 64, 512, 4096]].

spawned() ->
    true = is_pid(pool:pspawn(?MODULE, nothing, [])).
