-- How conversations ended. The view `conversations` says what each ending means.
--
-- `unknown` is neither a success nor a failure: nobody said anything. What the assistant settled by
-- itself is therefore between `resolved`, and `resolved` with all of `unknown`.
SELECT ending, COUNT(*) AS conversations
FROM conversations
GROUP BY ending
ORDER BY ending
