CREATE TABLE kinds (id Int32, truth Nullable(UInt8), number Nullable(Int64), amount Nullable(Decimal(15, 2)), ratio Nullable(Float64),
  words Nullable(String), octets Nullable(String), day Nullable(Date), moment Nullable(DateTime)) ENGINE = MergeTree ORDER BY id;
INSERT INTO kinds VALUES
  (1, 1, 9223372036854775807, 1234567890.25, 0.1, 'Üzgün 😀 ''x'' \\ "y"', 'ÿ', '2024-02-29', '2024-02-29 23:59:59'),
  (2, 0, -9223372036854775808, -0.5, -2.5, '', '', '1970-01-02', '2105-12-31 23:59:59'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE parent (area Int32, number Int32, name Nullable(String)) ENGINE = MergeTree ORDER BY (area, number);
CREATE TABLE child (id Int32, parent_area Nullable(Int32), parent_number Nullable(Int32)) ENGINE = MergeTree ORDER BY id;
CREATE VIEW everyone AS SELECT name FROM parent;
