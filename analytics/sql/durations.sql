-- How long replies took, in milliseconds, by channel, where the host measures it: the median, the time
-- that 95 and 99 in a hundred do not exceed, and the longest. They are exact, for durations are whole
-- numbers of which there are few.
SELECT
  channel,
  MAX(upto) AS measured,
  MIN(CASE WHEN upto * 100 >= measured * 50 THEN duration_ms END) AS median,
  MIN(CASE WHEN upto * 100 >= measured * 95 THEN duration_ms END) AS percentile_95,
  MIN(CASE WHEN upto * 100 >= measured * 99 THEN duration_ms END) AS percentile_99,
  MAX(duration_ms) AS longest
FROM (
  SELECT
    channel,
    duration_ms,
    SUM(replies) OVER (PARTITION BY channel ORDER BY duration_ms
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto,
    SUM(replies) OVER (PARTITION BY channel) AS measured
  FROM (
    SELECT channel, duration_ms, COUNT(*) AS replies
    FROM events
    WHERE duration_ms IS NOT NULL
    GROUP BY channel, duration_ms
  ) AS counted
) AS summed
GROUP BY channel
ORDER BY channel
