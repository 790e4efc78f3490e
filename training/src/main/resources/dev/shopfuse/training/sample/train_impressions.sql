-- What each user was shown in the train split and did not visit in it.
SELECT DISTINCT u.number AS user_number, i.page, t.number AS target_number
FROM impressions i
JOIN user_numbers u ON u.user_id = i.user_id
JOIN (
  SELECT 'item' AS page, target_id, number FROM ${item_numbers}
  UNION ALL
  SELECT 'shop' AS page, target_id, number FROM ${shop_numbers}
) t ON t.page = i.page AND t.target_id = i.target_id
WHERE i.split = 'train' AND NOT EXISTS (
  SELECT 1 FROM numbered_visits v
  WHERE v.part = 0 AND v.page = i.page
    AND v.user_number = u.number AND v.target_number = t.number
)
ORDER BY u.number, i.page, t.number
