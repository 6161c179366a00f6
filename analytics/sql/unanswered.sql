-- What customers asked and nothing answered, the most frequent first: what to write next.
--
-- Questions that differ only in capitals, accents, punctuation or spaces count as one, of which one
-- spelling is shown. Personal data was masked when the event was written. `handed_over` is how often
-- the message led to a person at once; elsewhere the customer was told that it was not understood.
SELECT
  MIN(message) AS question,
  locale,
  COUNT(*) AS times,
  SUM(CASE WHEN outcome = 'hand_to_human' THEN 1 ELSE 0 END) AS handed_over
FROM events
WHERE (outcome = 'no_match' OR reason = 'not_understood') AND message IS NOT NULL
GROUP BY
  locale,
  TRIM(REPLACE(REPLACE(REPLACE(TRANSLATE(
    LOWER(message),
    -- The last two characters are the no-break spaces of French, which look like spaces.
    CHR(9) || CHR(10) || CHR(13) || CHR(39) || '’?!.,;:()"«»-_…  ' || 'àâäáãåçèéêëìíîïñòóôöõùúûüÿ',
    '                     ' || 'aaaaaaceeeeiiiinooooouuuuy'
  ), '  ', ' '), '  ', ' '), '  ', ' '))
ORDER BY times DESC, question, locale
LIMIT 100
