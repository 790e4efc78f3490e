-- The train visits of every user, oldest first.
SELECT user_number, page, target_number
FROM numbered_visits
WHERE part = 0
ORDER BY user_number, place
