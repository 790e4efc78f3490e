-- The train visits of every user; seconds is NULL where no time is known. Those to a shop are the
-- examples to learn from.
SELECT user_number, place, is_shop, target_number, seconds FROM numbered_visits WHERE part = 0
