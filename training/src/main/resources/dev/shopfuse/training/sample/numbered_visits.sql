-- A target without a number is the unknown one, 0; id_order is its place among the ids of its side.
CREATE OR REPLACE TEMP VIEW numbered_targets AS
  SELECT 'item' AS page, i.target_id, i.number AS id_order, coalesce(n.number, 0) AS number
    FROM item_numbers i LEFT JOIN ${item_numbers} n ON n.target_id = i.target_id
  UNION ALL
  SELECT 'shop' AS page, s.target_id, s.number AS id_order, coalesce(n.number, 0) AS number
    FROM shop_numbers s LEFT JOIN ${shop_numbers} n ON n.target_id = s.target_id;

-- All visits with users and targets as numbers, and their place in the user's life.
-- part is 0 for train, 1 for tune, 2 for test. Visits of the same second are ordered by what they
-- are, items first and then by id, since no cluster knows the order of a file; visits without a
-- time come last, in the order of a hash, which is arbitrary but fixed.
CREATE TABLE numbered_visits AS
  SELECT
    user_number, is_shop, target_number, seconds, part,
    CAST(row_number() OVER (
      PARTITION BY user_number ORDER BY seconds NULLS LAST, hash, is_shop, id_order, part
    ) AS INTEGER) AS place
  FROM (
    SELECT
      u.number AS user_number,
      v.page = 'shop' AS is_shop,
      t.number AS target_number,
      t.id_order,
      v."time" AS seconds,
      CASE v.split WHEN 'train' THEN 0 WHEN 'tune' THEN 1 ELSE 2 END AS part,
      CASE WHEN v."time" IS NULL THEN md5(concat(v.user_id, '|', v.page, '|', v.target_id)) END
        AS hash
    FROM visits v
    JOIN user_numbers u ON u.user_id = v.user_id
    JOIN numbered_targets t ON t.page = v.page AND t.target_id = v.target_id
  ) numbered;
