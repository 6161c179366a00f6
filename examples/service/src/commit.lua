-- Keeps a turn, unless another one came first. Redis runs a script whole, so nothing comes between.
--
-- KEYS  1 the conversation, a hash of `version`, `session` and `memo`
--       2 the reply, by the key that the client gave to its request
-- ARGV  1 the version that the turn was made from, 0 for none
--       2 the session  3 the memo  4 for how many seconds they are kept
--       5 the reply    6 for how many seconds it is kept
local reply = redis.call('GET', KEYS[2])
if reply then
    return {'repeated', reply}
end
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then
    return {'changed'}
end
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('HSET', KEYS[1], 'session', ARGV[2], 'memo', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ARGV[5], 'EX', ARGV[6])
return {'kept'}
