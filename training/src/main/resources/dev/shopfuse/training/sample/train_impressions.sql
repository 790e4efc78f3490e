-- What each user was shown in the train split and did not visit in it.
SELECT
  user_number,
  CAST(row_number() OVER (PARTITION BY user_number ORDER BY is_shop, target_number) AS INTEGER)
    AS place,
  is_shop,
  target_number
FROM (
  SELECT DISTINCT u.number AS user_number, i.page = 'shop' AS is_shop, t.number AS target_number
  FROM impressions i
  JOIN user_numbers u ON u.user_id = i.user_id
  JOIN numbered_targets t ON t.page = i.page AND t.target_id = i.target_id
  WHERE i.split = 'train' AND t.number > 0
) shown
WHERE NOT EXISTS (
  SELECT 1 FROM numbered_visits v
  WHERE v.part = 0 AND v.is_shop = shown.is_shop
    AND v.user_number = shown.user_number AND v.target_number = shown.target_number
)
