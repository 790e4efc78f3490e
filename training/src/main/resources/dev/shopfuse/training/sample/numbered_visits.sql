-- A target without a number is the unknown one, 0.
CREATE OR REPLACE TEMP VIEW numbered_targets AS
  SELECT 'item' AS page, i.item_id AS target_id, coalesce(n.number, 0) AS number
    FROM items i LEFT JOIN ${item_numbers} n ON n.target_id = i.item_id
  UNION ALL
  SELECT 'shop' AS page, s.shop_id AS target_id, coalesce(n.number, 0) AS number
    FROM shops s LEFT JOIN ${shop_numbers} n ON n.target_id = s.shop_id;

-- All visits with users and targets as numbers, and their place in the user's life.
-- part is 0 for train, 1 for tune, 2 for test. Visits of the same second are ordered by what they
-- are, since no cluster knows the order of a file; visits without a time come last, in the order of
-- a hash, which is arbitrary but fixed.
CREATE TABLE numbered_visits AS
  SELECT
    u.number AS user_number,
    v.page,
    t.number AS target_number,
    v."time" AS seconds,
    CASE v.split WHEN 'train' THEN 0 WHEN 'tune' THEN 1 ELSE 2 END AS part,
    CAST(row_number() OVER (
      PARTITION BY u.number
      ORDER BY
        v."time" NULLS LAST,
        CASE WHEN v."time" IS NULL THEN md5(concat(v.user_id, '|', v.page, '|', v.target_id)) END,
        v.page, v.target_id, v.split
    ) AS INTEGER) AS place
  FROM visits v
  JOIN user_numbers u ON u.user_id = v.user_id
  JOIN numbered_targets t ON t.page = v.page AND t.target_id = v.target_id;
