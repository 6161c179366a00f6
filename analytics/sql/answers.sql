-- The view `answers`: one row for each answer, with what the customer said about it.
--
-- "Did this help?" is answered, if at all, before the next answer is given, so only events that answer
-- or have a verdict are looked at, from the last to the first: the verdict on an answer is that of the
-- event which comes next. After a "no" that event may itself be the next answer. `satisfaction` is the
-- lowest score that the customer gave after this answer; a score stays in the events that follow it, so
-- an answer that already has one came too late to be meant.
SELECT
  conversation,
  article,
  CASE WHEN next_helped IS NULL THEN 'unknown' WHEN next_helped THEN 'yes' ELSE 'no' END AS helped,
  CASE WHEN satisfaction IS NULL THEN later_satisfaction END AS satisfaction
FROM (
  SELECT
    conversation,
    article,
    satisfaction,
    LAG(helped) OVER (PARTITION BY conversation ORDER BY turn DESC, at DESC) AS next_helped,
    MIN(satisfaction) OVER (
      PARTITION BY conversation ORDER BY turn DESC, at DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS later_satisfaction
  FROM events
  WHERE conversation <> '' AND (article IS NOT NULL OR helped IS NOT NULL OR satisfaction IS NOT NULL)
) AS turns
WHERE article IS NOT NULL
