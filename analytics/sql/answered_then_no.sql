-- Which answers did not help: how often each article answered, and what customers said to "did this
-- help?". Most say nothing, which is neither a yes nor a no. Those with the most "no" come first.
SELECT
  article,
  COUNT(*) AS answers,
  SUM(CASE WHEN helped = 'no' THEN 1 ELSE 0 END) AS said_no,
  SUM(CASE WHEN helped = 'yes' THEN 1 ELSE 0 END) AS said_yes,
  SUM(CASE WHEN helped = 'unknown' THEN 1 ELSE 0 END) AS said_nothing
FROM answers
GROUP BY article
ORDER BY said_no DESC, answers DESC, article
