-- Each shop visit of the train split, and how many visits of the same user and split happened
-- strictly before it: the frame ends one second earlier, so the same second is not the past.
-- Without a time everything of the split counts; the shop itself is left out when it is encoded.
SELECT
  user_number, place,
  CAST(items_before AS INTEGER) AS items_before,
  CAST(shops_before AS INTEGER) AS shops_before,
  target_number,
  seconds IS NOT NULL AS timed
FROM (
  SELECT
    user_number, page, target_number, seconds, place,
    CASE
      WHEN seconds IS NULL THEN sum(CASE WHEN page = 'item' THEN 1 ELSE 0 END) OVER whole
      ELSE coalesce(sum(CASE WHEN page = 'item' THEN 1 ELSE 0 END) OVER past, 0)
    END AS items_before,
    CASE
      WHEN seconds IS NULL THEN sum(CASE WHEN page = 'shop' THEN 1 ELSE 0 END) OVER whole
      ELSE coalesce(sum(CASE WHEN page = 'shop' THEN 1 ELSE 0 END) OVER past, 0)
    END AS shops_before
  FROM numbered_visits
  WHERE part = 0
  WINDOW
    whole AS (PARTITION BY user_number),
    past AS (
      PARTITION BY user_number ORDER BY coalesce(seconds, 9223372036854775807)
      RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
) counted
WHERE page = 'shop'
