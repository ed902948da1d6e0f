%% Measures pool:pspawn/3 on two nodes: from the call to the pid of a process that has started.
-module(pool_peer).
-export([main/0, nothing/0]).

-define(WARM_UP, 60000).

nothing() -> ok.

main() ->
    [Other] = pool:start(worker),
    Pids = [os:getpid(), rpc:call(Other, os, getpid, [])],
    Calls = list_to_integer(os:getenv("CALLS", "60000")),
    spawns(1, ?WARM_UP),
    spawns(64, ?WARM_UP),
    [measure(Outstanding, Calls, Pids) || Outstanding <- [1, 64, 512, 4096]],
    pool:stop(),
    init:stop().

%% The median of three rounds by their duration, as kpool's are: a shared machine has bad moments.
measure(Outstanding, Calls, Pids) ->
    [_, {_, Latencies, Seconds, CpuMicros}, _] =
        lists:sort([once(Outstanding, Calls, Pids) || _ <- lists:seq(1, 3)]),
    Sorted = list_to_tuple(lists:sort(Latencies)),
    Count = tuple_size(Sorted),
    io:format("figure,erlang,spawn-~b,~b,~.1f,~.1f,~.1f,~.1f,~.2f,,,OTP ~s; no TLS~n",
              [Outstanding, Count, Count / Seconds, percentile(Sorted, 0.5), percentile(Sorted, 0.99),
               percentile(Sorted, 0.999), CpuMicros / Count, erlang:system_info(otp_release)]).

once(Outstanding, Calls, Pids) ->
    Before = ticks(Pids),
    Start = erlang:monotonic_time(nanosecond),
    Latencies = spawns(Outstanding, Calls),
    Elapsed = erlang:monotonic_time(nanosecond) - Start,
    %% A tick of /proc is 10 ms.
    {Elapsed, Latencies, Elapsed / 1.0e9, (ticks(Pids) - Before) * 10000}.

%% So many callers, each with one call after the other: the nanoseconds of all calls.
spawns(Outstanding, Calls) ->
    Self = self(),
    Each = max(1, Calls div Outstanding),
    Callers = [spawn_link(fun() -> Self ! {self(), one_by_one(Each, [])} end)
               || _ <- lists:seq(1, Outstanding)],
    lists:append([receive {Caller, Latencies} -> Latencies end || Caller <- Callers]).

one_by_one(0, Latencies) ->
    Latencies;
one_by_one(Left, Latencies) ->
    Start = erlang:monotonic_time(nanosecond),
    Pid = pool:pspawn(?MODULE, nothing, []),
    true = is_pid(Pid),
    one_by_one(Left - 1, [erlang:monotonic_time(nanosecond) - Start | Latencies]).

percentile(Sorted, Share) ->
    element(max(1, ceil(Share * tuple_size(Sorted))), Sorted) / 1000.

ticks(Pids) ->
    lists:sum([ticks_of(Pid) || Pid <- Pids]).

%% utime and stime are the 14th and 15th word; the second, in parentheses, is the program's name.
ticks_of(Pid) ->
    {ok, Text} = file:read_file("/proc/" ++ Pid ++ "/stat"),
    [_, Rest] = string:split(Text, ") ", trailing),
    Words = string:lexemes(Rest, " "),
    binary_to_integer(lists:nth(12, Words)) + binary_to_integer(lists:nth(13, Words)).
