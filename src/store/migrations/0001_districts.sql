-- The districts of this installation. The only table that is not inside a district: it names them.
CREATE TABLE districts (
  id INT64 NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  token_prefix TEXT NOT NULL UNIQUE,
  demo INT64 NOT NULL CHECK (demo IN (0, 1)),
  clock_offset_micros INT64 NOT NULL,
  clock_fixed INT64 NOT NULL CHECK (clock_fixed IN (0, 1)),
  epoch INT64 NOT NULL CHECK (epoch >= 1)
) /*@table*/;
