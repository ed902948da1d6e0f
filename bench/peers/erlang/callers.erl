%% So many processes, each with one call after the other.
-module(callers).
-export([run/3]).

%% The nanoseconds of all calls; each of them is Call().
run(Outstanding, Calls, Call) ->
    Self = self(),
    Each = max(1, Calls div Outstanding),
    Callers = [spawn_link(fun() -> Self ! {self(), one_by_one(Each, Call, [])} end)
               || _ <- lists:seq(1, Outstanding)],
    lists:append([receive {Caller, Latencies} -> Latencies end || Caller <- Callers]).

one_by_one(0, _, Latencies) ->
    Latencies;
one_by_one(Left, Call, Latencies) ->
    Start = erlang:monotonic_time(nanosecond),
    Call(),
    one_by_one(Left - 1, Call, [erlang:monotonic_time(nanosecond) - Start | Latencies]).
