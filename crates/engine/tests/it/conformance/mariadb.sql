SET sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES';
CREATE TABLE kinds (id int PRIMARY KEY, truth boolean, number bigint, amount decimal(15,2), ratio double,
  words text, octets varbinary(10), day date, moment datetime(6));
INSERT INTO kinds VALUES
  (1, true, 9223372036854775807, 1234567890.25, 0.1, 'Üzgün 😀 ''x'' \ "y"', x'00ff', '2024-02-29', '2024-02-29 23:59:59.25'),
  (2, false, -9223372036854775808, -0.5, -2.5, '', '', '1969-12-31', '1969-12-31 23:59:59'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE parent (area int NOT NULL, number int NOT NULL, name varchar(20), PRIMARY KEY (area, number), UNIQUE (name));
CREATE TABLE child (id int PRIMARY KEY, parent_area int, parent_number int,
  FOREIGN KEY (parent_area, parent_number) REFERENCES parent (area, number));
CREATE VIEW everyone AS SELECT name FROM parent;
