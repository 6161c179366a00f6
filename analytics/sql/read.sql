-- What was read: how many events, from when to when, and how much of what the other questions need.
--
-- `unnamed` events belong to no conversation. `unanswered` messages are those that nothing in the
-- knowledge base answered; those `unanswered_without_words` had none, such as noise on the telephone.
SELECT
  COUNT(*) AS events,
  SUM(CASE WHEN conversation = '' THEN 1 ELSE 0 END) AS unnamed,
  MIN(at) AS first_at,
  MAX(at) AS last_at,
  SUM(CASE WHEN outcome = 'no_match' OR reason = 'not_understood' THEN 1 ELSE 0 END) AS unanswered,
  SUM(CASE WHEN (outcome = 'no_match' OR reason = 'not_understood') AND message IS NULL
    THEN 1 ELSE 0 END) AS unanswered_without_words
FROM events
