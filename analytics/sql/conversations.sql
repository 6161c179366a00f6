-- The view `conversations`: one row for each conversation, with how it ended.
--
-- An event without the name of its conversation belongs to none and is left out. Later turns have
-- greater numbers, so that the greatest of `turn * 10 + how the turn left it` is about the last turn.
-- A turn may have several events, the host's own after the customer's; the one that says most counts:
--
--   4  resolved      the customer said that it helped, or the host did what was asked for
--   3  not_resolved  the customer said that it did not help, and no person took over
--   2  abandoned     the customer left in the middle of something: a choice or a form was open
--   1  unknown       nobody said anything
--
-- A conversation that was handed over at any time counts as handed over, whatever was said later. One
-- in which the customer never said a word is `nothing_said`. Of several scores the lowest counts.
SELECT
  conversation,
  MIN(channel) AS channel,
  MIN(at) AS started,
  MAX(turn) AS turns,
  CASE
    WHEN MAX(CASE WHEN outcome = 'hand_to_human' OR resolution = 'handed_over' THEN 1 ELSE 0 END) = 1
      THEN 'handed_over'
    WHEN MAX(turn) = 0 THEN 'nothing_said'
    ELSE
      CASE MAX(turn * 10 + CASE
          WHEN resolution = 'resolved' THEN 4
          WHEN outcome IN ('ask', 'clarify') OR resolution = 'abandoned' THEN 2
          WHEN resolution = 'not_resolved' THEN 3
          ELSE 1
        END) % 10
        WHEN 4 THEN 'resolved'
        WHEN 3 THEN 'not_resolved'
        WHEN 2 THEN 'abandoned'
        ELSE 'unknown'
      END
  END AS ending,
  MIN(satisfaction) AS satisfaction
FROM events
WHERE conversation <> ''
GROUP BY conversation
