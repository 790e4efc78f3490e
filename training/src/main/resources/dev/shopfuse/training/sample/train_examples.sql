-- Each shop visit of the train split, and how many visits of the same user and split happened
-- strictly before it: rank() counts the same second once, so it is not the past.
-- Without a time everything of the split counts; the shop itself is left out when it is encoded.
SELECT
  user_number, place,
  CAST(visits_before - shops_before AS INTEGER) AS items_before,
  CAST(shops_before AS INTEGER) AS shops_before,
  target_number,
  seconds IS NOT NULL AS timed
FROM (
  SELECT
    user_number, is_shop, target_number, seconds, place,
    CASE
      WHEN seconds IS NULL THEN count(*) OVER (PARTITION BY user_number)
      ELSE rank() OVER (PARTITION BY user_number ORDER BY seconds NULLS LAST) - 1
    END AS visits_before,
    CASE
      WHEN seconds IS NULL THEN count(*) OVER (PARTITION BY user_number, is_shop)
      ELSE rank() OVER (PARTITION BY user_number, is_shop ORDER BY seconds NULLS LAST) - 1
    END AS shops_before
  FROM numbered_visits
  WHERE part = 0
) counted
WHERE is_shop
