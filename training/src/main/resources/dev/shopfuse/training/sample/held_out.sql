-- Shops that a user visited in this split and in none before, and when the first visit to any of
-- them happened (NULL if no time is known). Everything from that second on is unknown.
CREATE OR REPLACE TABLE held_out AS
  SELECT DISTINCT
    v.user_number,
    v.target_number,
    min(v.seconds) OVER (PARTITION BY v.user_number) AS cut
  FROM numbered_visits v
  WHERE v.is_shop AND v.part = ${part} AND NOT EXISTS (
    SELECT 1 FROM numbered_visits s
    WHERE s.is_shop AND s.part < ${part}
      AND s.user_number = v.user_number AND s.target_number = v.target_number
  );
