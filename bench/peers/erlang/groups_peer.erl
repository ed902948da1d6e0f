%% Measures calls and casts to a name of the other node, and pg's groups.
-module(groups_peer).
-behaviour(gen_server).
-export([measure/2, stay/2, init/1, handle_call/3, handle_cast/2]).

-define(NAME, {global, server}).
-define(WARM_UP, 60000).
-define(CASTS, 1000000).
-define(MEMBERS, 10000).
-define(READS, 2000).

measure(Other, Pids) ->
    {ok, _} = rpc:call(Other, gen_server, start, [?NAME, ?MODULE, [], []]),
    ok = global:sync(),
    callers:run(64, ?WARM_UP, fun called/0),
    [figures:measure("call-" ++ integer_to_list(Outstanding),
                     fun() -> callers:run(Outstanding, figures:calls(), fun called/0) end,
                     Pids, "gen_server by global name; no TLS")
     || Outstanding <- [1, 64]],
    casts(?WARM_UP),
    figures:measure("cast", fun() -> casts(?CASTS) end, Pids, "gen_server by global name; no TLS"),
    {ok, _} = pg:start(pg),
    {ok, _} = rpc:call(Other, pg, start, [pg]),
    [figures:measure("join-" ++ integer_to_list(Outstanding),
                     fun() -> memberships(Outstanding, figures:calls()) end,
                     Pids, "pg: does not wait for other nodes")
     || Outstanding <- [1, 64]],
    fill(Other),
    figures:measure("members-10000",
                    fun() -> callers:run(1, ?READS, fun() -> ?MEMBERS = length(pg:get_members(crowd)) end) end,
                    Pids, "pg; local").

called() ->
    pong = gen_server:call(?NAME, ping).

%% Sent when the server has counted the last one.
casts(Count) ->
    Before = gen_server:call(?NAME, received),
    [gen_server:cast(?NAME, Number) || Number <- lists:seq(1, Count)],
    Count = gen_server:call(?NAME, received, infinity) - Before.

%% Joins and leaves in turn, each of them a call.
memberships(Outstanding, Calls) ->
    callers:run(Outstanding, Calls, fun() ->
        case put(joined, get(joined) =/= true) of
            true -> ok = pg:leave(busy, self());
            _ -> ok = pg:join(busy, self())
        end
    end).

fill(Other) ->
    [spawn(Node, ?MODULE, stay, [crowd, self()]) || Node <- [node(), Other], _ <- lists:seq(1, ?MEMBERS div 2)],
    [receive joined -> ok end || _ <- lists:seq(1, ?MEMBERS)],
    known(length(pg:get_members(crowd))).

%% Other nodes' joins come when they come, and pg of this OTP tells nobody.
known(?MEMBERS) -> ok;
known(_) ->
    timer:sleep(10),
    known(length(pg:get_members(crowd))).

stay(Group, Tell) ->
    ok = pg:join(Group, self()),
    Tell ! joined,
    receive never -> ok end.

init([]) -> {ok, 0}.

handle_call(ping, _, Received) -> {reply, pong, Received};
handle_call(received, _, Received) -> {reply, Received, Received}.

handle_cast(_, Received) -> {noreply, Received + 1}.
