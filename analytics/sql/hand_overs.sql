-- Why conversations were handed over, and where somebody was there to take over at once.
--
-- A conversation counts once for each reason that it was handed over for, however often the host was
-- told; so the sum over the reasons can be more than the conversations that were handed over.
SELECT
  reason,
  COUNT(*) AS conversations,
  SUM(at_once) AS at_once
FROM (
  SELECT conversation, reason, MAX(CASE WHEN promise = 'now' THEN 1 ELSE 0 END) AS at_once
  FROM events
  WHERE conversation <> '' AND outcome = 'hand_to_human'
  GROUP BY conversation, reason
) AS each_once
GROUP BY reason
ORDER BY conversations DESC, reason
