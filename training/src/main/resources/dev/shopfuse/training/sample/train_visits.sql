-- The train visits of every user.
SELECT user_number, place, is_shop, target_number FROM numbered_visits WHERE part = 0
