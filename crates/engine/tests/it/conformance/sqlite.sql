CREATE TABLE kinds (id INTEGER PRIMARY KEY, truth BOOLEAN, number BIGINT, amount DECIMAL(15,2), ratio DOUBLE,
  words TEXT, octets BLOB, day DATE, moment DATETIME);
INSERT INTO kinds VALUES
  (1, true, 9223372036854775807, 1234567890.25, 0.1, 'Üzgün 😀 ''x'' \ "y"', x'00ff', '2024-02-29', '2024-02-29 23:59:59.25'),
  (2, false, -9223372036854775808, -0.5, -2.5, '', x'', '1969-12-31', '1969-12-31 23:59:59'),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE parent (area INT NOT NULL, number INT NOT NULL, name VARCHAR(20), PRIMARY KEY (area, number), UNIQUE (name));
CREATE TABLE child (id INTEGER PRIMARY KEY, parent_area INT, parent_number INT,
  FOREIGN KEY (parent_area, parent_number) REFERENCES parent (area, number));
CREATE VIEW everyone AS SELECT name FROM parent;
