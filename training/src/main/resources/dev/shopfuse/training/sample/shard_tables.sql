-- A folder of sample shards, seen as clean visit tables: train visits only, without times.
CREATE VIEW items AS SELECT * EXCLUDE (number) FROM read_parquet(${items});
CREATE VIEW item_numbers AS SELECT item_id AS target_id, number FROM read_parquet(${items});
CREATE VIEW shops AS SELECT * EXCLUDE (number) FROM read_parquet(${shops});
CREATE VIEW shop_numbers AS SELECT shop_id AS target_id, number FROM read_parquet(${shops});
CREATE VIEW shop_items AS SELECT shop_id, item_id FROM read_parquet(${shop_items});
CREATE VIEW users AS
  SELECT * EXCLUDE (user_number) FROM read_parquet(${users}, hive_partitioning = false);
CREATE VIEW user_numbers AS
  SELECT user_id, user_number AS number FROM read_parquet(${users}, hive_partitioning = false);
CREATE VIEW train_visits AS
  SELECT user_number, is_shop, target_number
  FROM read_parquet(${train_visits}, hive_partitioning = false);
CREATE VIEW visits AS
  SELECT u.user_id, t.page, t.target_id, 'train' AS split
  FROM train_visits v
  JOIN user_numbers u ON u.number = v.user_number
  JOIN (
    SELECT false AS is_shop, 'item' AS page, target_id, number FROM item_numbers
    UNION ALL SELECT true AS is_shop, 'shop' AS page, target_id, number FROM shop_numbers
  ) t ON t.is_shop = v.is_shop AND t.number = v.target_number;
