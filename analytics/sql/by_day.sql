-- Endings and scores by the day on which the conversation started, in the time zone of the report.
--
-- Conversations in which the customer said nothing at all are left out.
SELECT
  CAST(started AS DATE) AS day,
  COUNT(*) AS conversations,
  SUM(CASE WHEN ending = 'resolved' THEN 1 ELSE 0 END) AS resolved,
  SUM(CASE WHEN ending = 'handed_over' THEN 1 ELSE 0 END) AS handed_over,
  SUM(CASE WHEN ending IN ('not_resolved', 'abandoned') THEN 1 ELSE 0 END) AS unresolved,
  SUM(CASE WHEN ending = 'unknown' THEN 1 ELSE 0 END) AS unknown,
  COUNT(satisfaction) AS scored,
  AVG(satisfaction) AS mean_score,
  SUM(CASE WHEN satisfaction >= 4 THEN 1 ELSE 0 END) AS satisfied,
  SUM(CASE WHEN satisfaction <= 2 THEN 1 ELSE 0 END) AS dissatisfied
FROM conversations
WHERE ending <> 'nothing_said'
GROUP BY CAST(started AS DATE)
ORDER BY day
