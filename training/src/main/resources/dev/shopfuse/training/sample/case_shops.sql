-- Held-out and seen shops of each user with held-out shops.
SELECT user_number, target_number, held
FROM (
  SELECT user_number, target_number, true AS held FROM held_out
  UNION ALL
  SELECT DISTINCT v.user_number, v.target_number, false AS held
  FROM numbered_visits v
  JOIN (SELECT DISTINCT user_number FROM held_out) h ON h.user_number = v.user_number
  WHERE v.is_shop AND v.part < ${part}
) shops
