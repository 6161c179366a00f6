-- The scores of the conversations in which an article answered before the score was given. A
-- conversation counts once for each article that answered in it, so that a good answer can suffer from
-- another. Few customers give a score: `scored` says how many of the `conversations` did.
SELECT
  article,
  COUNT(*) AS conversations,
  COUNT(satisfaction) AS scored,
  AVG(satisfaction) AS mean_score,
  SUM(CASE WHEN satisfaction >= 4 THEN 1 ELSE 0 END) AS satisfied,
  SUM(CASE WHEN satisfaction <= 2 THEN 1 ELSE 0 END) AS dissatisfied
FROM (
  SELECT conversation, article, MIN(satisfaction) AS satisfaction
  FROM answers
  GROUP BY conversation, article
) AS each_once
GROUP BY article
HAVING COUNT(satisfaction) > 0
ORDER BY scored DESC, article
