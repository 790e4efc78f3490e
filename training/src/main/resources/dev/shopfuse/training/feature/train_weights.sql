-- How often each target and user occurs in the train split; assortments count once a row, since
-- who sells what is known before anybody visits.
CREATE TABLE IF NOT EXISTS item_weights AS
  SELECT id, sum(weight) AS weight FROM (
    SELECT target_id AS id, count(*) AS weight FROM visits
      WHERE page = 'item' AND split = 'train' GROUP BY target_id
    UNION ALL
    SELECT item_id AS id, count(*) AS weight FROM shop_items GROUP BY item_id
  ) counted GROUP BY id;

CREATE TABLE IF NOT EXISTS shop_weights AS
  SELECT id, sum(weight) AS weight FROM (
    SELECT target_id AS id, count(*) AS weight FROM visits
      WHERE page = 'shop' AND split = 'train' GROUP BY target_id
    UNION ALL
    SELECT shop_id AS id, count(*) AS weight FROM shop_items GROUP BY shop_id
  ) counted GROUP BY id;

CREATE TABLE IF NOT EXISTS user_weights AS
  SELECT user_id AS id, count(*) AS weight FROM visits WHERE split = 'train' GROUP BY user_id;
