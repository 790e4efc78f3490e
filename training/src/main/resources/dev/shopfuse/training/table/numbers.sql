-- Numbers of targets are catalogue indices: 0 is the unknown target, 1 is "none", real ones follow.
CREATE TABLE item_numbers AS
  SELECT item_id AS target_id, CAST(row_number() OVER (ORDER BY item_id) + 1 AS INTEGER) AS number
  FROM items;

CREATE TABLE shop_numbers AS
  SELECT shop_id AS target_id, CAST(row_number() OVER (ORDER BY shop_id) + 1 AS INTEGER) AS number
  FROM shops;

-- Numbers of users start at 0.
CREATE TABLE user_numbers AS
  SELECT user_id, CAST(row_number() OVER (ORDER BY user_id) - 1 AS INTEGER) AS number
  FROM users;
