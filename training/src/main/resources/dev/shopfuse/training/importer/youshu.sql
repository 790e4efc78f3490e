CREATE TABLE visits AS
  SELECT user_id, page, target_id, NULL AS "time", split FROM (
    SELECT user_id, 'item' AS page, item_id AS target_id, 'train' AS split, 0 AS part
      FROM user_item
    UNION ALL SELECT user_id, 'shop', bundle_id, 'train', 0 FROM bundle_train
    UNION ALL SELECT user_id, 'shop', bundle_id, 'tune', 1 FROM bundle_tune
    UNION ALL SELECT user_id, 'shop', bundle_id, 'test', 2 FROM bundle_test
  ) ORDER BY part, user_id, page, target_id;

CREATE TABLE items AS
  SELECT item_id FROM user_item UNION SELECT item_id FROM bundle_item ORDER BY item_id;

CREATE TABLE shop_items AS
  SELECT DISTINCT bundle_id AS shop_id, item_id FROM bundle_item ORDER BY shop_id, item_id;

CREATE TABLE shops AS
  SELECT shop_id, coalesce(book_count, 0) AS book_count FROM (
    SELECT bundle_id AS shop_id FROM bundle_item
    UNION SELECT bundle_id FROM bundle_train
    UNION SELECT bundle_id FROM bundle_tune
    UNION SELECT bundle_id FROM bundle_test
  ) LEFT JOIN (
    SELECT shop_id, count(*) AS book_count FROM shop_items GROUP BY shop_id
  ) USING (shop_id) ORDER BY shop_id;

CREATE TABLE users AS SELECT DISTINCT user_id FROM visits ORDER BY user_id;

CREATE TABLE left_out AS
  SELECT 'repeated pairs of list and book' AS reason,
    (SELECT count(*) FROM bundle_item) - (SELECT count(*) FROM shop_items) AS count;
