%% What the measurements of this peer share: rounds, percentiles, processor time, and the line that the report reads.
-module(figures).
-export([measure/4, calls/0]).

calls() ->
    list_to_integer(os:getenv("CALLS", "60000")).

%% The median of three rounds by their duration, as kpool's are: a shared machine has bad moments.
%% A round returns the nanoseconds of all its calls, or how many there were.
measure(Measure, Round, Pids, Note) ->
    [_, {_, Result, Seconds, CpuMicros}, _] = lists:sort([once(Round, Pids) || _ <- lists:seq(1, 3)]),
    Count = count(Result),
    io:format("figure,erlang,~s,~b,~.1f,~s,~.2f,,,OTP ~s; ~s~n",
              [Measure, Count, Count / Seconds, percentiles(Result), CpuMicros / Count,
               erlang:system_info(otp_release), Note]).

once(Round, Pids) ->
    Before = ticks(Pids),
    Start = erlang:monotonic_time(nanosecond),
    Result = Round(),
    Elapsed = erlang:monotonic_time(nanosecond) - Start,
    %% A tick of /proc is 10 ms.
    {Elapsed, Result, Elapsed / 1.0e9, (ticks(Pids) - Before) * 10000}.

count(Latencies) when is_list(Latencies) -> length(Latencies);
count(Count) -> Count.

percentiles(Latencies) when is_list(Latencies) ->
    Sorted = list_to_tuple(lists:sort(Latencies)),
    lists:join(",", [io_lib:format("~.1f", [percentile(Sorted, Share)]) || Share <- [0.5, 0.99, 0.999]]);
percentiles(_) ->
    ",,".

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
